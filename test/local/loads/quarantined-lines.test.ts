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

test('an object whose lines the lake didn’t write all has no lines rather than wrong ones', async () => {
  const lake = new ThingsLake(directory(), dataset);
  const bad = line(dataset, event(1, 'no time'));
  const ofAnotherShard = line(dataset, event(2, GOOD)).replace('-test"', '-other"');
  await lake.lake.bronze.putIfAbsent('things/2026/11/20/mixed.json', `not json\n${bad}`);
  await lake.lake.bronze.putIfAbsent(
    'things/2026/11/20/shards.json',
    `${ofAnotherShard}${bad.replace('"e1"', '"e9"')}`,
  );
  await lake.runNew();
  const found = (await quarantined(lake)) as { source_line: unknown }[];
  expect(found.map(({ source_line: each }) => each)).toEqual([null, null, null]);
});
