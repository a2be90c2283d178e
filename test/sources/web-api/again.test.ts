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

const since = { parameter: 'from', path: '$.at', lookBack: 600, start: '2026-01-01T00:00:00Z' };
const at = (id: string, time: string): object => ({ id, at: time });
const asked = (): (string | null)[] => setup.server.asked.map(({ url }) => url.searchParams.get('from'));

describe('asking since', () => {
  it('goes on from the latest record, looks back, and lands nothing that is still the same', async () => {
    const [a, b] = [at('a', '2026-11-21T10:00:00Z'), at('b', '2026-11-21T10:30:00+01:00')];
    setup.server.answers = (_asked, response) => sends(response, [a, b]);
    expect(await setup.pass({ since })).toMatchObject({ taken: 2, cursor: 'up to 2026-11-21T10:00:00.000Z' });
    const late = at('c', '2026-11-21T09:55:00');
    setup.server.answers = (_asked, response) => sends(response, [a, late]);
    expect(await setup.pass({ since })).toMatchObject({ taken: 1 });
    expect(asked()).toEqual(['2026-01-01T00:00:00Z', '2026-11-21T09:50:00.000Z']);
    expect(await setup.landed()).toEqual([a, b, late]);
  });

  it('takes a record that went back to what it was', async () => {
    for (const name of ['x', 'y', 'x']) {
      setup.server.answers = (_asked, response) =>
        sends(response, [{ id: '1', name, at: '2026-11-21T10:00:00Z' }]);
      expect(await setup.pass({ since })).toMatchObject({ taken: 1 });
    }
  });

  it('isn’t led past now by a record of the future', async () => {
    setup.server.answers = (_asked, response) =>
      sends(response, [at('a', '2999-01-01T00:00:00Z'), at('b', '2026-11-21T11:00:00Z')]);
    expect(await setup.pass({ since })).toMatchObject({ taken: 2, cursor: 'up to 2026-11-21T11:00:00.000Z' });
  });

  it('stays where it was when a later page fails, and takes everything from there', async () => {
    const settings = { since, paging: { kind: 'page' }, tries: 1 };
    setup.server.answers = ({ url }, response) =>
      url.searchParams.get('page') === '1'
        ? sends(response, [at('a', '2026-11-21T11:00:00Z')])
        : sends(response, '', {}, 500);
    expect(await setup.pass(settings)).toMatchObject({
      taken: 1,
      problems: [expect.stringContaining('500')],
    });
    setup.server.answers = ({ url }, response) =>
      sends(response, url.searchParams.get('page') === '1' ? [at('a', '2026-11-21T11:00:00Z')] : []);
    expect((await setup.pass(settings)).problems).toEqual([]);
    expect(asked()).toEqual(Array(4).fill('2026-01-01T00:00:00Z'));
  });

  it('stays where it was when bronze can’t be written', async () => {
    setup.server.answers = (_asked, response) => sends(response, [at('a', '2026-11-21T11:00:00Z')]);
    const put = jest.spyOn(setup.bronze, 'putIfAbsent').mockRejectedValue(new Error('disk full: CANARY'));
    expect(JSON.stringify(await setup.pass({ since }))).not.toContain('CANARY');
    put.mockRestore();
    expect(await setup.pass({ since })).toMatchObject({ taken: 1 });
    expect(asked()).toEqual(Array(2).fill('2026-01-01T00:00:00Z'));
  });

  it('is a failed poll when no record says when it changed', async () => {
    setup.server.answers = (_asked, response) => sends(response, [{ id: '1' }]);
    expect((await setup.pass({ since })).problems).toEqual([
      expect.stringContaining('none of 1 records has time at $.at'),
    ]);
  });

  it.each([
    ['seconds', 1_763_720_000, '1763719400'],
    ['milliseconds', 1_763_720_000_000, '1763719400000'],
    ['number', 12_000, '11400'],
  ])('counts %s', async (as, value, next) => {
    setup.server.answers = (_asked, response) => sends(response, [{ id: '1', at: value }]);
    for (let pass = 0; pass < 2; pass++) await setup.pass({ since: { ...since, as, start: undefined } });
    expect(asked()).toEqual([null, next]);
  });
});

describe('an API that is known', () => {
  it('isn’t asked to send again what it has sent', async () => {
    setup.server.answers = ({ headers }, response) =>
      headers['if-none-match'] === '"v1"'
        ? sends(response, '', {}, 304)
        : sends(response, [{ id: '1' }], { etag: '"v1"' });
    expect(await setup.pass()).toMatchObject({ taken: 1 });
    expect(await setup.pass()).toEqual({ taken: 0, problems: [] });
    expect(await setup.pass({ query: { other: 'things' } })).toMatchObject({ problems: [] });
    expect(setup.server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"v1"',
      undefined,
    ]);
  });

  it('is left alone as long as it asks for', async () => {
    setup.server.answers = (_asked, response, nth) =>
      nth === 1 ? sends(response, '', { 'retry-after': '0' }, 429) : sends(response, [{ id: '1' }]);
    expect(await setup.pass()).toMatchObject({ taken: 1, problems: [] });
    setup.server.answers = (_asked, response) => sends(response, '', { 'retry-after': '3600' }, 503);
    expect((await setup.pass()).problems).toEqual([
      expect.stringMatching(/left alone until 2026-11-21T13:00:00/),
    ]);
    const calls = setup.server.asked.length;
    expect((await setup.pass()).line).toContain('left alone');
    expect(setup.server.asked).toHaveLength(calls);
    setup.now = new Date('2026-11-21T13:00:01Z');
    setup.server.answers = (_asked, response) => sends(response, [{ id: '2' }]);
    expect(await setup.pass()).toMatchObject({ taken: 1, problems: [] });
  });
});

describe('questions of the lake', () => {
  const questions = { table: 'gold.lacking', of: ['latitude', 'longitude'], over: 'hour' };
  const settings = {
    questions,
    records: { as: 'columns', path: '$.hourly' },
    query: { lat: '{latitude}', lon: '{longitude}', start_hour: '{from_hour}', end_hour: '{to_hour}' },
  };
  const row = (hour: string, latitude = 52.5): Record<string, unknown> => ({
    latitude,
    longitude: 13.25,
    hour,
  });
  const questionsAsked = (): string[] => setup.server.asked.map(({ url }) => decodeURIComponent(url.search));
  beforeEach(() => {
    setup.server.answers = (_asked, response) =>
      sends(response, { latitude: 52.51, hourly: { time: ['x'] } });
  });

  it('are asked once for each thing and hour, hours in a row together', async () => {
    setup.rows = ['08', '10', '09', '12'].map((hour) => row(`2026-11-20 ${hour}:00:00.000000`));
    setup.rows.push(row('2026-11-20 08:00:00', -1));
    expect(await setup.pass(settings)).toMatchObject({ problems: [], cursor: 'nothing is lacking' });
    expect(questionsAsked()).toEqual([
      '?lat=52.5&lon=13.25&start_hour=2026-11-20T08:00&end_hour=2026-11-20T10:00',
      '?lat=-1&lon=13.25&start_hour=2026-11-20T08:00&end_hour=2026-11-20T08:00',
      '?lat=52.5&lon=13.25&start_hour=2026-11-20T12:00&end_hour=2026-11-20T12:00',
    ]);
    expect((await setup.landed())[0]).toEqual({
      asked: { latitude: '52.5', longitude: '13.25' },
      latitude: 52.51,
      hourly: { time: 'x' },
    });
    // The table still lacks them until the next load; and a late position asks for its own hour only.
    setup.rows.push(row('2026-11-20 11:00:00'));
    await setup.pass(settings);
    expect(questionsAsked().slice(3)).toEqual([
      '?lat=52.5&lon=13.25&start_hour=2026-11-20T11:00&end_hour=2026-11-20T11:00',
    ]);
  });

  it('that came to nothing are asked again a day later, so often and no more', async () => {
    setup.rows = [row('2026-11-20 08:00:00')];
    for (let day = 0; day < 5; day++) {
      setup.now = new Date(Date.UTC(2026, 10, 21 + day, 12));
      await setup.pass({ ...settings, questions: { ...questions, again: { afterHours: 24, times: 2 } } });
    }
    expect(setup.server.asked).toHaveLength(3);
  });

  it('that are refused stop no other, and those that couldn’t be asked are asked by the next pass', async () => {
    setup.rows = [row('2026-11-20 08:00:00', 1), row('2026-11-20 08:00:00', 2)];
    setup.server.answers = ({ url }, response) =>
      url.searchParams.get('lat') === '1'
        ? sends(response, {}, {}, 400)
        : sends(response, { hourly: { time: ['x'] } });
    expect(await setup.pass(settings)).toMatchObject({
      taken: 1,
      problems: [expect.stringContaining('400')],
    });
    setup.rows.push(row('2026-11-20 09:00:00', 3));
    setup.server.answers = (_asked, response) => sends(response, {}, {}, 500);
    expect((await setup.pass({ ...settings, tries: 1 })).problems).toHaveLength(1);
    setup.server.answers = (_asked, response) => sends(response, { hourly: { time: ['x'] } });
    expect(await setup.pass(settings)).toMatchObject({ taken: 1, problems: [] });
  });

  it('are bounded in a pass, and keep the rate', async () => {
    setup.rows = Array.from({ length: 8 }, (_, index) => row('2026-11-20 08:00:00', index));
    const limited = {
      ...settings,
      questions: { ...questions, mostPerPass: 5 },
      rate: { calls: 100, seconds: 1 },
    };
    expect(await setup.pass(limited)).toMatchObject({
      taken: 5,
      cursor: '3 questions are left for the next pass',
    });
    expect(await setup.pass(limited)).toMatchObject({ taken: 3 });
  });
});
