import { randomUUID } from 'node:crypto';
import { immunizations } from '../../datasets/immunizations/contract';
import { immunization, sampleLines } from '../support/immunization';
import { keyOf, placeOf, type BronzeLine } from './support/bronze';
import { findDeployment, type Deployment } from './support/deployment';
import { post, type Posted } from './support/ingestion-api';
import { DeployedStream } from './support/stream';

let lake: Deployment;
let stream: DeployedStream;
beforeAll(async () => {
  lake = await findDeployment();
  stream = new DeployedStream(lake);
});
afterAll(() => stream.close());

const SAMPLE = `${sampleLines.join('\n')}\n`;

const idsOf = ({ answer }: Posted): string[] => answer.receipts.map(({ id }) => id);

/** The bronze lines of some events, in the order of the events' ids. */
function linesOf(ids: readonly string[], lines: readonly BronzeLine[]): BronzeLine[][] {
  return ids.map((id) => lines.filter(({ event }) => event.id === id));
}

function only([line, ...others]: readonly BronzeLine[]): BronzeLine {
  if (!line || others.length > 0)
    throw new Error(`Expected one line, found ${others.length + (line ? 1 : 0)}.`);
  return line;
}

describe('the bundled sample, posted as NDJSON', () => {
  let posted: Posted;
  let lines: BronzeLine[];
  beforeAll(async () => {
    posted = await post(lake, SAMPLE);
    lines = await stream.landed();
  });

  test('is answered with a receipt for each of its 161 records', () => {
    expect(posted).toMatchObject({ status: 202, answer: { accepted: 161, rejected: 0, errors: [] } });
    expect(posted.answer.receipts.map(({ index }) => index)).toEqual(sampleLines.map((_, index) => index));
    expect(new Set(idsOf(posted)).size).toBe(161);
  });

  test('is in bronze, every record once and its payload byte for byte as posted', () => {
    const payloads = linesOf(idsOf(posted), lines).map((found) =>
      only(found).text.split(',"data":').slice(1).join(',"data":'),
    );
    expect(payloads).toEqual(sampleLines.map((line) => `${line}}`));
  });

  test('is in CloudEvents envelopes', () => {
    const ids = idsOf(posted);
    const events = linesOf(ids, lines).map((found) => only(found).event);
    for (const [index, event] of events.entries()) {
      expect(event).toMatchObject({
        specversion: '1.0',
        id: ids[index],
        source: expect.stringMatching(/^\/headwater\/api\/immunizations\/[\da-f]{16}$/) as string,
        type: immunizations.eventType,
        dataset: 'immunizations',
        datacontenttype: immunizations.contentType,
      });
      expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const delay = Date.parse(event.recordedtime) - Date.parse(event.time);
      expect(Math.abs(delay)).toBeLessThan(5_000);
    }
  });

  test('says of every record when and where the stream took it', async () => {
    const times = new Map(
      (await stream.records()).map(({ shard, sequenceNumber, arrivedAt }) => [
        placeOf(shard, sequenceNumber),
        arrivedAt.toISOString(),
      ]),
    );
    for (const { event } of linesOf(idsOf(posted), lines).map(only)) {
      expect(event.recordedtime).toBe(times.get(event.sequence));
    }
  });

  test('is in objects named by day, time, shard and position of their first records', async () => {
    const streamed = await stream.records();
    const keys = new Set(linesOf(idsOf(posted), lines).map((found) => only(found).key));
    for (const key of keys) {
      expect(key).toMatch(/^immunizations\/\d{4}\/\d\d\/\d\d\/\d{9}Z-shardId-\d{12}-\d+\.json$/);
      const first = lines.find((line) => line.key === key)?.event.sequence;
      const record = streamed.find(({ shard, sequenceNumber }) => placeOf(shard, sequenceNumber) === first);
      expect(key).toBe(
        record && keyOf('immunizations', record.arrivedAt, record.shard, record.sequenceNumber),
      );
    }
  });
});

describe('an Idempotency-Key', () => {
  test('makes a second post of the same body harmless', async () => {
    const idempotencyKey = randomUUID();
    const first = await post(lake, SAMPLE, { idempotencyKey });
    await stream.landed();
    const before = await stream.records();
    const second = await post(lake, SAMPLE, { idempotencyKey });
    expect(second).toMatchObject({ status: 202, answer: first.answer });
    expect(await stream.records()).toHaveLength(before.length);
    const found = linesOf(idsOf(first), await stream.landed());
    expect(found.map((each) => each.length)).toEqual(sampleLines.map(() => 1));
  });

  test('is refused with another body', async () => {
    const idempotencyKey = randomUUID();
    await post(lake, JSON.stringify(immunization()), { idempotencyKey });
    const other = await post(lake, JSON.stringify(immunization({ id: 'imm-2' })), { idempotencyKey });
    expect(other).toMatchObject({ status: 422, answer: { accepted: 0, receipts: [] } });
  });
});

describe('good and bad records together', () => {
  const SECRET = 'Zyxwvut';
  const good = [immunization({ id: 'good-1' }), immunization({ id: 'good-2' })];
  const bad = [
    immunization({ status: SECRET }),
    immunization({ patient: undefined }),
    immunization({ occurrenceDateTime: `the day ${SECRET} came` }),
    { ...immunization(), resourceType: SECRET },
    [SECRET],
  ];

  test('land the good and answer the bad with place, path and kind, never with a value', async () => {
    const body = [
      JSON.stringify(good[0]),
      ...bad.map((record) => JSON.stringify(record)),
      `{"resourceType": ${SECRET}`,
      JSON.stringify(good[1]),
    ].join('\n');
    const posted = await post(lake, body);
    expect(posted).toMatchObject({ status: 202, answer: { accepted: 2, rejected: bad.length + 1 } });
    expect(posted.answer.receipts.map(({ index }) => index)).toEqual([0, bad.length + 2]);
    expect(new Set(posted.answer.errors.map(({ index }) => index))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    for (const error of posted.answer.errors) {
      expect(Object.keys(error).sort()).toEqual(['expected', 'found', 'index', 'path']);
      expect(error.path).toMatch(/^\$/);
      expect(error.expected).not.toBe('');
      expect(error.found).not.toBe('');
    }
    expect(posted.answer.errors).toContainEqual(expect.objectContaining({ index: 1, path: '$.status' }));
    expect(posted.answer.errors).toContainEqual(expect.objectContaining({ index: 2, path: '$.patient' }));
    expect(posted.text).not.toContain(SECRET);

    const lines = await stream.landed();
    expect(linesOf(idsOf(posted), lines).map((found) => only(found).event.data)).toEqual(good);
    expect(lines.filter(({ text }) => text.includes(SECRET))).toEqual([]);
  });

  test('are refused as a whole when none is good', async () => {
    const posted = await post(lake, bad.map((record) => JSON.stringify(record)).join('\n'));
    expect(posted).toMatchObject({
      status: 400,
      answer: { accepted: 0, rejected: bad.length, receipts: [] },
    });
  });
});

test.each([
  ['one resource', 'application/fhir+json', JSON.stringify(immunization()), 1],
  ['an array', 'application/json', JSON.stringify([immunization(), immunization({ id: 'imm-2' })]), 2],
  [
    'a FHIR Bundle',
    'application/fhir+json',
    JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: immunization() }] }),
    1,
  ],
])('%s lands too', async (_what, contentType, body, records) => {
  const posted = await post(lake, body, { contentType });
  expect(posted).toMatchObject({ status: 202, answer: { accepted: records } });
  for (const found of linesOf(idsOf(posted), await stream.landed())) {
    expect(only(found).event.data).toMatchObject({ resourceType: 'Immunization' });
  }
});

test('a record that is too large is refused with the limit', async () => {
  const large = immunization({ lotNumber: 'x'.repeat(1_100_000) });
  const posted = await post(lake, JSON.stringify(large), { contentType: 'application/fhir+json' });
  expect(posted).toMatchObject({
    status: 413,
    answer: { errors: [{ index: 0, expected: expect.stringContaining('1048576 bytes') as string }] },
  });
});

test('a dataset that there is not is answered with those there are', async () => {
  const posted = await post(lake, SAMPLE, { dataset: 'conditions' });
  expect(posted.status).toBe(404);
  expect(posted.text).toContain('/immunizations');
});
