import { temporaryDirectory } from '../../support/temporary-directory';
import {
  landMessages,
  type LandingDeps,
  type PartitionBatch,
  type TopicMessage,
} from '../../../core/messages';
import { positions } from '../../../datasets/positions/contract';
import { partitionsOf } from '../../../lambdas/kafka/kafka-event';
import { testLake } from '../../support/lake';

const directory = temporaryDirectory();
const NOON = Date.UTC(2026, 10, 20, 12);

const batch = (
  offsets: readonly number[],
  more: Partial<PartitionBatch> = {},
  time = NOON,
): PartitionBatch => ({
  topic: 'positions',
  partition: 0,
  messages: offsets.map((offset) => ({
    offset: String(offset),
    timestamp: time + offset,
    value: Buffer.from(JSON.stringify({ unit_id: 'a', offset })),
  })),
  ...more,
});

function lake(): { deps: LandingDeps; lines: () => Promise<string[]> } {
  const { bronze, ledger } = testLake(directory());
  let looks = 0;
  const clock = { now: () => new Date(NOON + (looks += 1) * 60_000) };
  return {
    deps: { source: 'fleet', dataset: positions, bronze, ledger, clock },
    async lines() {
      const found: string[] = [];
      for await (const { key } of bronze.list('positions/'))
        found.push(
          ...String(await bronze.get(key))
            .trimEnd()
            .split('\n'),
        );
      return found.map((line) => (JSON.parse(line) as { id: string }).id);
    },
  };
}

test('messages that are handed over again, in whatever pieces, are landed once', async () => {
  const { deps, lines } = lake();
  expect(await landMessages(batch([0, 1, 2, 3]), deps)).toMatchObject({ landed: 4 });
  expect(await landMessages(batch([2, 3, 4]), deps)).toMatchObject({ landed: 1, alreadyLanded: 2 });
  expect(await landMessages(batch([0, 1, 2, 3, 4]), deps)).toMatchObject({ landed: 0, alreadyLanded: 5 });
  expect(await lines()).toHaveLength(5);
});

test('a try that died after some objects goes on where it was', async () => {
  const { deps, lines } = lake();
  let writes = 0;
  const dying = {
    ...deps,
    bronze: {
      get: (key: string) => deps.bronze.get(key),
      putIfAbsent: async (...args: Parameters<typeof deps.bronze.putIfAbsent>) => {
        const done = await deps.bronze.putIfAbsent(...args);
        if ((writes += 1) === 1) throw new Error('the process was killed');
        return done;
      },
    },
  };
  await expect(landMessages(batch([0, 1, 2]), dying)).rejects.toThrow('killed');
  expect(await landMessages(batch([0, 1]), deps)).toMatchObject({ landed: 0, alreadyLanded: 2 });
  expect(await landMessages(batch([2, 3]), deps)).toMatchObject({ landed: 1 });
  expect(new Set(await lines()).size).toBe(4);
  expect(await lines()).toHaveLength(4);
});

test('at a log that began anew a partition waits, and goes on under the next epoch, each change once', async () => {
  const { deps } = lake();
  const told = (offset: number, file: number): TopicMessage => ({
    offset: String(offset),
    timestamp: NOON + offset,
    value: Buffer.from(
      JSON.stringify({
        op: 'u',
        before: null,
        after: { unit_id: 'a', name: `n${offset}` },
        source: { table: 'units', server_id: file, file: `log.${file}`, pos: 4, ts_ms: NOON + offset },
      }),
    ),
  });
  const changes = batch([], { messages: [told(0, 8), told(1, 9), told(2, 2), told(3, 3)] });
  for (let again = 0; again < 2; again += 1)
    await expect(landMessages(changes, { ...deps, changes: {} })).rejects.toThrow(
      '"epoch" of the topic to 1',
    );
  const raised = { ...deps, changes: { epoch: 1 } };
  expect(await landMessages(changes, raised)).toMatchObject({ landed: 2, alreadyLanded: 2 });
  expect(await landMessages(changes, raised)).toMatchObject({ landed: 0, alreadyLanded: 4 });
});

test('a topic that was deleted and made again is read from its start', async () => {
  const { deps } = lake();
  await landMessages(batch([0, 1, 2, 3], { topicId: 'one' }), deps);
  expect(await landMessages(batch([0, 1], { topicId: 'two' }), deps)).toMatchObject({ landed: 2 });
  // Without an id of the topic, messages newer than all before tell it.
  await landMessages(batch([0, 1, 2, 3], { topic: 'other' }), deps);
  expect(await landMessages(batch([0, 1], { topic: 'other' }, NOON + 60_000), deps)).toMatchObject({
    landed: 2,
  });
});

test('Lambda’s event by partition: keys, tombstones and messages of no key', () => {
  const record = { topic: 't', partition: 1, timestamp: 5, timestampType: 'CREATE_TIME', headers: [] };
  const event = {
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn',
    bootstrapServers: '',
    records: {
      't-1': [
        { ...record, offset: 7, key: 'aw==', value: 'dg==' },
        { ...record, offset: 8, key: 'aw==', value: null },
        { ...record, offset: 9, key: '', value: 'dg==' },
      ],
    },
  };
  const [partition] = partitionsOf(event as never);
  expect(partition).toMatchObject({ topic: 't', partition: 1 });
  expect(
    partition?.messages.map(({ offset, key, value }) => [offset, key && String(key), value && String(value)]),
  ).toEqual([
    ['7', 'k', 'v'],
    ['8', 'k', undefined],
    ['9', undefined, 'v'],
  ]);
});
