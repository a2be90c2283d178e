import { temporaryDirectory } from '../../support/temporary-directory';
import { MisbehavingApi, sends } from './misbehaving';
import { ApiSetup } from './setup';

const directory = temporaryDirectory();
let setup: ApiSetup;
let other: MisbehavingApi;
beforeEach(async () => {
  setup = new ApiSetup(directory());
  await setup.server.start();
  other = await new MisbehavingApi().start();
  other.answers = (_asked, response) => sends(response, [{ id: '1' }]);
});
afterEach(() => Promise.all([setup.server.stop(), other.stop()]));

const header = { kind: 'header', name: 'X-Api-Key' };
const query = { kind: 'query', name: 'key' };

describe('a key', () => {
  beforeEach(() => (setup.secret = { key: 'CANARY+1' }));

  it('goes in a header or the query, as the API wants it', async () => {
    await setup.pass({ auth: { ...header, prefix: 'Token ' } });
    await setup.pass({ auth: query });
    expect(setup.server.asked[0]?.headers['x-api-key']).toBe('Token CANARY+1');
    expect(setup.server.asked[1]?.url.searchParams.get('key')).toBe('CANARY+1');
  });

  it.each([
    ['refused', 401],
    ['forbidden', 403],
    ['wrong', 400],
    ['down', 500],
  ])('is in no word of a pass that is %s', async (_what, status) => {
    setup.server.answers = ({ url }, response) => sends(response, { error: url.href }, {}, status);
    for (const auth of [header, query]) {
      const report = await setup.pass({ auth, tries: 1 });
      expect(report.problems).toEqual([expect.stringContaining(String(status))]);
      expect(JSON.stringify(report)).not.toContain('CANARY');
    }
  });

  it.each([301, 302, 303, 307, 308])(
    'isn’t carried along by a redirect (%d) to another host',
    async (status) => {
      setup.server.answers = ({ url }, response) => {
        // As servers do that hand on what they were asked.
        response.writeHead(status, { location: `${other.url}?${url.searchParams.toString()}` }).end();
      };
      expect(await setup.pass({ auth: header, headers: { 'X-Tenant': 'CANARY' } })).toMatchObject({
        taken: 1,
      });
      expect(await setup.pass({ auth: query })).toMatchObject({ problems: [] });
      expect(other.asked).toHaveLength(2);
      expect(JSON.stringify(other.asked)).not.toContain('CANARY');
    },
  );

  it('isn’t carried along in another place of the URL either', async () => {
    setup.server.answers = ({ url }, response) =>
      void response.writeHead(302, { location: `${other.url}/${url.searchParams.get('key')}` }).end();
    const report = await setup.pass({ auth: query });
    expect(report.problems).toEqual([expect.stringContaining('with the key in the URL')]);
    expect(other.asked).toEqual([]);
    expect(JSON.stringify(report)).not.toContain('CANARY');
  });

  it('isn’t carried along by the next page’s URL, and goes with every page of its own host', async () => {
    setup.server.answers = ({ url }, response, nth) =>
      sends(response, { items: [{ id: `a${nth}` }], next: nth === 1 ? url.pathname + '?p=2' : other.url });
    other.answers = (_asked, response) => sends(response, { items: [] });
    const settings = { paging: { kind: 'next', path: '$.next' }, records: { as: 'array', path: '$.items' } };
    await setup.pass({ auth: header, ...settings });
    await setup.pass({ auth: query, ...settings });
    expect(setup.server.asked.slice(0, 2).map(({ headers }) => headers['x-api-key'])).toEqual([
      'CANARY+1',
      'CANARY+1',
    ]);
    expect(JSON.stringify(other.asked)).not.toContain('CANARY');
  });

  it('of a redirect within the host goes along; too many redirects end', async () => {
    setup.server.answers = ({ url }, response) =>
      url.pathname === '/things'
        ? void response.writeHead(307, { location: '/there' }).end()
        : sends(response, [{ id: '1' }]);
    expect(await setup.pass({ auth: header })).toMatchObject({ taken: 1 });
    expect(setup.server.asked[1]?.headers['x-api-key']).toBe('CANARY+1');
    setup.server.answers = (_asked, response, nth) =>
      void response.writeHead(302, { location: `/${nth}` }).end();
    expect((await setup.pass({ auth: header })).problems).toEqual([
      expect.stringContaining('more than 5 times'),
    ]);
  });

  it('that isn’t in the secret is named, and no field that is there is shown', async () => {
    setup.secret = { token: 'CANARY' };
    const report = await setup.pass({ auth: header });
    expect(report.problems).toEqual(['The secret of shop has token; expected "key"']);
  });

  it('is never sent over plain HTTP to another machine', () => {
    expect(() => setup.source({ url: 'http://api.example.org/', auth: header })).toThrow('expected https');
    expect(() => setup.source({ url: 'http://api.example.org/' })).not.toThrow();
  });
});

describe('client credentials of OAuth 2', () => {
  const auth = (by: string): object => ({ auth: { kind: 'oauth2', tokenUrl: other.url, scope: 'read', by } });
  let tokens = 0;
  beforeEach(() => {
    tokens = 0;
    setup.secret = { clientId: 'me', clientSecret: 'CANARY/+' };
    other.answers = (_asked, response) =>
      sends(response, { access_token: `t${(tokens += 1)}`, token_type: 'bearer', expires_in: 3600 });
    setup.server.answers = ({ url }, response) => {
      const page = Number(url.searchParams.get('page'));
      sends(response, page > 3 ? [] : [{ id: String(page) }]);
    };
  });

  it('get one token for all pages, by a header or in the body', async () => {
    for (const by of ['basic', 'body']) await setup.pass({ ...auth(by), paging: { kind: 'page' } });
    expect(setup.server.asked.map(({ headers }) => headers.authorization)).toEqual(
      ['Bearer t1', 'Bearer t2'].flatMap((token) => Array<string>(4).fill(token)),
    );
    const [basic, body] = other.asked;
    expect(Buffer.from(String(basic?.headers.authorization).slice(6), 'base64').toString()).toBe(
      'me:CANARY%2F%2B',
    );
    expect(Object.fromEntries(new URLSearchParams(body?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'read',
      client_id: 'me',
      client_secret: 'CANARY/+',
    });
  });

  it('get another token for one that is refused before its time, once', async () => {
    setup.server.answers = ({ headers }, response) =>
      headers.authorization === 'Bearer t2' ? sends(response, [{ id: '1' }]) : sends(response, {}, {}, 401);
    expect(await setup.pass(auth('basic'))).toMatchObject({ taken: 1 });
    setup.server.answers = (_asked, response) => sends(response, {}, {}, 401);
    expect((await setup.pass(auth('basic'))).problems).toEqual([expect.stringContaining('401')]);
    expect(tokens).toBe(4);
  });

  it.each<[string, (response: Parameters<typeof sends>[0]) => void, string]>([
    ['refuses', (response) => sends(response, { error: 'CANARY' }, {}, 400), 'status 400'],
    ['answers otherwise', (response) => sends(response, { token: 'CANARY' }), 'expected access_token'],
    [
      'redirects',
      (response) => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
      'status 307',
    ],
  ])('say nothing of themselves when the server of tokens %s', async (_what, answer, told) => {
    other.answers = (_asked, response) => answer(response);
    const report = await setup.pass({ ...auth('body'), tries: 1 });
    expect(report.problems).toEqual([expect.stringContaining(told)]);
    expect(JSON.stringify(report)).not.toContain('CANARY');
  });
});
