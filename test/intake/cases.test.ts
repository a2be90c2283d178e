import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { immunizations } from '../../datasets/immunizations/contract';
import { resourceRulesOf, validatorOf } from '../../datasets/validators';
import { MemorySpool } from '../../lambdas/intake/body/spool';
import { put } from '../../local/sources/intake/put';
import { FileLedger } from '../../local/store/file-ledger';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const FOLDER = join(__dirname, '../fixtures/intake');

interface Sent {
  readonly outcome: Awaited<ReturnType<typeof put>>;
  readonly events: readonly Record<string, unknown>[];
}

async function send(name: string, highWaterMark?: number): Promise<Sent> {
  const sent: string[] = [];
  const outcome = await put(
    immunizations,
    createReadStream(join(FOLDER, name), highWaterMark === undefined ? {} : { highWaterMark }),
    {
      stream: { append: async (records) => void sent.push(...records.map(({ data }) => data)) },
      clock: { now: () => new Date('2026-11-21T12:00:00Z') },
      ledger: new FileLedger(join(directory(), 'ledger')),
      validatorOf,
      resourceRulesOf,
    },
    { spool: () => new MemorySpool() },
  );
  return { outcome, events: sent.map((text) => JSON.parse(text) as Record<string, unknown>) };
}

const persons = ({ events }: Sent): unknown[] => [...new Set(events.map(({ person }) => person))];

test('twelve people in contained Patients of one local id are twelve', async () => {
  const sent = await send('twelve-people-contained.ndjson');
  expect(sent.outcome).toMatchObject({ accepted: 12, rejected: 0 });
  expect(persons(sent)).toHaveLength(12);
});

test('a contained Patient is known by its identifier', async () => {
  expect(persons(await send('contained.json'))).toEqual(['urn:x|N1']);
});

test('one person under eleven UUIDs is one', async () => {
  const sent = await send('one-person-eleven-uuids.ndjson');
  expect(sent.outcome.accepted).toBe(11);
  expect(persons(sent)).toEqual(['https://example.org/id|P-0001']);
});

test('two health cards are about two people, the same in every try; their Patients are no rejected records', async () => {
  const [a, b, again] = [await send('card-a.json'), await send('card-b.json'), await send('card-a.json', 7)];
  for (const { outcome } of [a, b])
    expect(outcome).toEqual({ accepted: 1, rejected: 0, otherResources: 1, errors: [] });
  expect(persons(a)).not.toEqual(persons(b));
  expect(persons(again)).toEqual(persons(a));
});

test('a DELETE in a history becomes a deletion', async () => {
  const { outcome, events } = await send('history-delete.json');
  expect(outcome).toMatchObject({ accepted: 1, rejected: 0 });
  expect(events[0]).toMatchObject({
    type: 'org.headwater.immunizations.deleted',
    data: { resourceType: 'Immunization', id: 'card-a-1' },
  });
});

test('a resource without an id gets one, the same in every try', async () => {
  const [one, two] = [await send('no-id.json'), await send('no-id.json')];
  expect(one.events[0]?.resourceid).toMatch(/^[0-9a-f]{64}$/);
  expect(two.events[0]?.resourceid).toBe(one.events[0]?.resourceid);
});

test.each([
  ['dup-entry.json', '$.entry', 'a repeated name'],
  ['dup-keys.json', '$.status', 'a repeated name'],
  ['lone-surrogate.json', '$.lotNumber', 'an escape of none'],
])('%s is refused at %s', async (name, path, found) => {
  const { outcome } = await send(name);
  expect(outcome).toMatchObject({ accepted: 0, rejected: 1, errors: [{ index: 0, path, found }] });
});

test.each([
  ['one-bad-byte.ndjson', 2, { index: 1, path: '$', found: 'bytes that are not UTF-8' }],
  ['deep.json', 1, { index: 1, path: '$', found: 'deeper nesting' }],
])('%s: what is wrong is refused alone, in its place', async (name, accepted, error) => {
  const { outcome } = await send(name);
  expect(outcome).toMatchObject({ accepted, rejected: 1, errors: [error] });
});

test('the pieces in which a body comes make no difference', async () => {
  const names = ['card-a.json', 'one-bad-byte.ndjson', 'dup-entry.json', 'twelve-people-contained.ndjson'];
  for (const name of names) {
    expect(readFileSync(join(FOLDER, name)).length).toBeGreaterThan(100);
    const { outcome } = await send(name, 1);
    expect(outcome).toEqual((await send(name)).outcome);
  }
});
