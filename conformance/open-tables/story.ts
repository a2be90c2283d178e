import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../core/contracts';
import type { LakeLayout } from '../../local/layout';
import { ThingsLake, things, type Event } from '../../test/local/loads/things';

/** A lake after one kind of run. */
export interface Step {
  readonly name: string;
  readonly layout: LakeLayout;
  readonly datasets: readonly Dataset[];
}

const TYPES = {
  whole: 'int',
  large: 'bigint',
  share: 'double',
  amount: 'decimal(12,3)',
  day: 'date',
  is_new: 'boolean',
} as const;

/** A dataset with every type of column; versions are kept. @param more columns that came later */
function dataset(more: readonly string[] = []): Dataset {
  const column = (name: string, type: (typeof TYPES)[keyof typeof TYPES] | 'string') => ({
    type,
    sensitivity: 'internal' as const,
    from: `$.${name}` as const,
    description: `The ${name}`,
  });
  return things({
    history: true,
    versionedBy: 'at',
    columns: {
      id: { ...column('id', 'string'), required: true },
      name: column('name', 'string'),
      at: { ...column('at', 'string'), type: 'timestamp' },
      ...Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [name, column(name, type)])),
      ...Object.fromEntries(more.map((name) => [name, column(name, 'string')])),
    },
  });
}

/** So few that tables lie in several files, of which a run writes some. */
const ROWS_PER_FILE = 16;

function event(nth: number, id: number, name: string): Event {
  const at = new Date(Date.UTC(2026, 0, 1) + nth * 1000).toISOString();
  const values = {
    whole: id - 50,
    large: 2 ** 40 + id,
    share: id / 7,
    amount: id / 8,
    day: '1969-12-31',
    is_new: id % 2 === 0,
  };
  return { nth, data: { id: `k${id}`, name, at, ...(id % 5 === 0 ? {} : values) } };
}

/** What a lake goes through, from nothing to another place. */
export async function* steps(root: string): AsyncGenerator<Step> {
  const first = dataset();
  const lake = new ThingsLake(root, first, ROWS_PER_FILE);
  const at = (name: string): Step => ({ name, layout: lake.lake.layout, datasets: [first] });
  await lake.runNew();
  yield at('nothing landed');
  await lake.runNew(...Array.from({ length: 100 }, (_, id) => event(id + 1, id, `naïve ${id}`)));
  yield at('a first load');
  await lake.runNew(event(201, 3, 'later'), event(202, 300, 'new'), {
    nth: 203,
    data: { id: 7, name: 'no text' },
  });
  yield at('changes and a record that isn’t one');
  await lake.runNew({ nth: 301, data: { id: 'k4', at: '2027-01-01T00:00:00Z' }, deletes: true });
  yield at('a deletion');
  const many = Array.from({ length: 60 }, (_, id) => event(id + 401, id + 500, 'one of many'));
  await lake.runNew(...many);
  yield at('more behind the last');
  await lake.runNew(...many.map(({ nth, data }) => ({ nth: nth + 100, data, deletes: true })));
  yield at('most of some files deleted');
  await lake.run();
  yield at('a backfill');
  const second = dataset(['note']);
  const evolved = new ThingsLake(root, second, ROWS_PER_FILE);
  await evolved.lake.transform();
  yield { name: 'a new column', layout: evolved.lake.layout, datasets: [second] };
  const moved = new ThingsLake(join(root, 'there'), second, ROWS_PER_FILE);
  await rm(moved.lake.layout.root, { recursive: true, force: true });
  await rename(evolved.lake.layout.root, moved.lake.layout.root);
  await moved.lake.transform();
  yield { name: 'another place', layout: moved.lake.layout, datasets: [second] };
}
