import { gzipSync } from 'node:zlib';
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

it('keeps answers as received, and records with their digits and order, each naming its answer', async () => {
  const body = '{"total": 1.10,\n "items": [ {"z": 1.100, "a": 12345678901234567890,\r\n "u": "\\u00e9"} ] }';
  setup.server.answers = (_asked, response) => sends(response, body);
  await setup.pass({ records: { as: 'array', path: '$.items' } });
  expect(await setup.answers()).toEqual([body]);
  const [event] = await setup.events();
  expect(await setup.text(event?.answer ?? '')).toBe(body);
  const lines: string[] = [];
  for await (const { key } of setup.bronze.list('things/')) lines.push(await setup.text(key));
  expect(lines.join('')).toContain('"data":{"z": 1.100, "a": 12345678901234567890,  "u": "\\u00e9"}');
});

it('makes a record of each place in columns, beside what holds for all of them', async () => {
  const units = { time: 'iso8601', temperature_2m: '°C' };
  setup.server.answers = (_asked, response) =>
    sends(
      response,
      `{"latitude":52.50,"hourly_units":${JSON.stringify(units)},"daily":{"time":["x"]},"hourly":{"time":["2026-11-21T00:00","2026-11-21T01:00"],"temperature_2m":[1.50,null]}}`,
    );
  await setup.pass({ records: { as: 'columns', path: '$.hourly' } });
  expect(await setup.landed()).toEqual([
    { latitude: 52.5, hourly_units: units, hourly: { time: '2026-11-21T00:00', temperature_2m: 1.5 } },
    { latitude: 52.5, hourly_units: units, hourly: { time: '2026-11-21T01:00', temperature_2m: null } },
  ]);
});

describe.each<[string, string | Buffer, object, string]>([
  [
    'an error in place of records',
    '{"error":"CANARY"}',
    { as: 'array', path: '$.items' },
    'there is nothing',
  ],
  ['null in place of records', '{"items":null}', { as: 'array', path: '$.items' }, 'there is null'],
  ['an object in place of an array', '{"items":{}}', { as: 'array', path: '$.items' }, 'there is object'],
  ['a page for people', '<html>CANARY</html>', {}, 'no JSON'],
  ['nothing at all', '', {}, 'no JSON'],
  ['half of an answer', '[{"id":"CANARY"},', {}, 'no JSON'],
  ['other bytes', Buffer.from([0x5b, 0xff, 0x5d]), {}, 'no JSON in UTF-8'],
  ['a deep answer', '['.repeat(200_000), {}, 'no JSON'],
  ['columns of two lengths', '{"h":{"a":[1],"b":[1,2]}}', { as: 'columns', path: '$.h' }, 'lengths?'],
  ['no columns', '{"h":{}}', { as: 'columns', path: '$.h' }, 'there is none'],
  ['a column that is none', '{"h":{"a":1}}', { as: 'columns', path: '$.h' }, 'there is number'],
])('%s with status 200', (_what, body, records, told) => {
  it('is a failed poll, not an empty one; the answer is kept, and nothing shows what is in it', async () => {
    setup.server.answers = (_asked, response) => void response.end(body);
    const report = await setup.pass(Object.keys(records).length > 0 ? { records } : {});
    expect(report).toMatchObject({
      taken: 0,
      problems: [expect.stringMatching(told.replace('lengths?', 'length'))],
    });
    expect(JSON.stringify(report)).not.toContain('CANARY');
    expect(await setup.answers()).toHaveLength(1);
    expect(await setup.landed()).toEqual([]);
  });
});

it('one bad record among others lands with them, for silver to quarantine', async () => {
  setup.server.answers = (_asked, response) => sends(response, [{ id: '1' }, 7, null]);
  expect(await setup.pass()).toMatchObject({ taken: 3, problems: [] });
  expect(await setup.landed()).toEqual([{ id: '1' }, 7, null]);
});

it('a record that looks like an envelope of the lake is a record', async () => {
  const record = { specversion: '1.0', id: '1', source: 'x', type: 'org.headwater.things.deleted', data: {} };
  setup.server.answers = (_asked, response) => sends(response, [record]);
  await setup.pass();
  expect(await setup.landed()).toEqual([record]);
});

it('an empty array is an empty poll', async () => {
  expect(await setup.pass()).toEqual({ taken: 0, problems: [] });
});

describe('an answer', () => {
  it('that is too large is given up, however it is sent', async () => {
    const large = JSON.stringify([{ id: 'x'.repeat(3 * 1024 * 1024) }]);
    setup.server.answers = (_asked, response) => void response.end(large);
    expect((await setup.pass({ mostMiB: 1 })).problems).toEqual([
      expect.stringContaining('larger than 1 MiB'),
    ]);
    setup.server.answers = (_asked, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(large));
    };
    expect((await setup.pass({ mostMiB: 1 })).problems).toEqual([
      expect.stringContaining('larger than 1 MiB'),
    ]);
  });

  it('that never ends, or drips, is given up', async () => {
    setup.server.answers = () => undefined;
    expect((await setup.pass({ timeoutSeconds: 0.2, tries: 1 })).problems).toEqual([
      expect.stringMatching(/^An answer of 127\.0\.0\.1:\d+ took longer than 0\.2 s/),
    ]);
    setup.server.answers = (_asked, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect((await setup.pass({ timeoutSeconds: 0.2, tries: 1 })).problems).toHaveLength(1);
  });

  it('that breaks off is asked for again', async () => {
    setup.server.answers = (_asked, response, nth) => {
      if (nth > 1) return sends(response, [{ id: '1' }]);
      response.writeHead(200, { 'content-length': '100' });
      response.write('[{"id"');
      setTimeout(() => response.destroy(), 10);
    };
    expect(await setup.pass()).toMatchObject({ taken: 1, problems: [] });
  });

  it('of a server that isn’t there is a problem that shows no query', async () => {
    const source = { url: 'http://127.0.0.1:9/things?token=CANARY', tries: 1 };
    expect((await setup.pass(source)).problems).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:9 can't be reached/),
    ]);
  });
});
