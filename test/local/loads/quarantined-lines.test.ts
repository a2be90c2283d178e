import { defineDataset } from '../../../core/contracts';
import { temporaryDirectory } from '../../support/temporary-directory';
import { line, things, ThingsLake, type Event } from './things';

const directory = temporaryDirectory();

const dataset = defineDataset({
  ...things(),
  columns: {
    ...things().columns,
    at: {
      type: 'timestamp',
      sensitivity: 'internal',
      required: true,
      from: '$.at',
      description: 'By the sender',
    },
  },
});

const GOOD = '2026-01-01T00:00:00Z';
const event = (nth: number, at: string): Event => ({ nth, data: { id: `r${nth}`, at } });

const quarantined = (lake: ThingsLake): Promise<unknown[]> =>
  lake.lake.query(
    'SELECT event_id, source_object, source_line FROM silver.quarantine ORDER BY source_object, event_id',
  );

test('a quarantined record has its object and its line, whatever landed in between', async () => {
  const lake = new ThingsLake(directory(), dataset);
  await lake.land(event(1, GOOD), event(2, 'no time'), event(3, GOOD), event(10, 'never'));
  await lake.land(event(11, 'nor this'));
  await lake.runNew();
  expect(await quarantined(lake)).toEqual([
    { event_id: 'e10', source_object: 'things/2026/11/20/0.json', source_line: 4 },
    { event_id: 'e2', source_object: 'things/2026/11/20/0.json', source_line: 2 },
    { event_id: 'e11', source_object: 'things/2026/11/20/1.json', source_line: 1 },
  ]);
});

test('an object with records of two shards has no lines rather than wrong ones', async () => {
  const lake = new ThingsLake(directory(), dataset);
  const bad = line(dataset, event(1, 'no time'));
  const ofAnotherShard = line(dataset, event(2, GOOD)).replace('-test"', '-other"');
  await lake.lake.bronze.putIfAbsent('things/2026/11/20/shards.json', `${ofAnotherShard}${bad}`);
  await lake.runNew();
  expect(await quarantined(lake)).toEqual([
    { event_id: 'e1', source_object: 'things/2026/11/20/shards.json', source_line: null },
  ]);
});

test('lines that the lake didn’t write, and its own between them, have the line they stand in', async () => {
  const lake = new ThingsLake(directory(), dataset);
  const text = Buffer.from(`not json\n\n${line(dataset, event(1, 'no time'))}not json\n"text"\r\n`);
  const noText = Buffer.from([0x61, 0xff, 0xfe, 0x0a]);
  const object = 'things/2026/11/20/mixed.json';
  await lake.lake.bronze.putIfAbsent(object, Buffer.concat([text, noText]));
  await lake.lake.bronze.putIfAbsent('things/2026/11/20/other.json', 'not json\n');
  await lake.runNew();
  const rows = await lake.lake.query(
    `SELECT source_line, source_object, count(*) AS records FROM silver.quarantine GROUP BY 1, 2 ORDER BY 2, 1`,
  );
  // The same text twice is one record, of its first line.
  expect(rows).toEqual([
    ...[1, 2, 3, 5, 6].map((source_line) => ({ source_line, source_object: object, records: 1 })),
  ]);
});
