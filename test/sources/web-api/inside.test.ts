import { temporaryDirectory } from '../../support/temporary-directory';
import { sends } from './misbehaving';
import { ApiSetup } from './setup';

const directory = temporaryDirectory();
let setup: ApiSetup;
beforeEach(async () => {
  setup = new ApiSetup(directory());
  await setup.server.start();
});
afterEach(() => setup.server.stop());

const REFUSED = expect.stringContaining('at an address that this source may not reach') as unknown;
/** Where machines of AWS and its containers are given their credentials, as it may be written. */
const METADATA = [
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::a9fe:a9fe]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '169.254.170.2',
  '0.0.0.0',
];

describe.each(METADATA)('a service of the machine itself at %s', (host) => {
  const url = `http://${host}/latest/meta-data/iam/security-credentials/`;

  it('is not asked for a redirect', async () => {
    setup.server.answers = (_asked, response) => void response.writeHead(302, { location: url }).end();
    expect(await setup.pass()).toEqual({ taken: 0, problems: [REFUSED] });
    expect(await setup.answers()).toEqual([]);
  });

  it.each([
    ['the body', { kind: 'next', path: '$.next' }],
    ['Link', { kind: 'link' }],
  ])('is not asked for a next page in %s, and what came before stays', async (_where, paging) => {
    setup.server.answers = (_asked, response) =>
      sends(response, { items: [{ id: '1' }], next: url }, { link: `<${url}>; rel="next"` });
    const report = await setup.pass({ paging, records: { as: 'array', path: '$.items' } });
    expect(report.problems).toEqual([REFUSED]);
    expect(setup.server.asked).toHaveLength(1);
    expect(await setup.landed()).toEqual([{ id: '1' }]);
  });

  it('is not asked for a token, nor itself', async () => {
    setup.secret = { clientId: 'me', clientSecret: 'CANARY' };
    // https: a secret isn't declared to go anywhere else.
    const tokenUrl = url.replace('http:', 'https:');
    expect(await setup.pass({ auth: { kind: 'oauth2', tokenUrl } })).toEqual({
      taken: 0,
      problems: [REFUSED],
    });
    expect(await setup.pass({ url })).toEqual({ taken: 0, problems: [REFUSED] });
    expect(setup.server.asked).toEqual([]);
  });
});
