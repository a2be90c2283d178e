import type { Dataset } from '../../core/contracts';
import { accessOf, governedTables, type PersonaConfig } from '../../core/governance';
import { bronzeObjectsTable, qualified, quarantineTable, silverTable, type Table } from '../../core/tables';
import type { DatasetStatus } from '../status';
import type { DeployedLake } from './deployed-lake';

/** Figures of a deployed lake; null for what the persona may not count. Deletions are in tables of the loads that no persona sees. */
export type DeployedStatus = {
  readonly [Figure in keyof DatasetStatus]: Figure extends 'dataset' ? string : DatasetStatus[Figure] | null;
};

interface Figure {
  readonly name: 'landed' | 'silver' | 'quarantined' | 'fresh';
  /** One value named `n`. */
  readonly sql: string;
  readonly reads: readonly (readonly [Table, ...string[]])[];
}

/**
 * Where a dataset's records stand, as far as a persona may count them: one statement, which reads neither bronze nor a
 * record. What landed is what runs have read.
 */
export async function deployedStatus(
  lake: Pick<DeployedLake, 'answer'>,
  dataset: Dataset,
  persona: PersonaConfig,
  datasets: readonly Dataset[],
): Promise<DeployedStatus> {
  const sees = visibleTo(persona, datasets);
  const figures = figuresOf(dataset).filter(({ reads }) =>
    reads.every(([table, ...names]) => sees(table, names)),
  );
  const found = new Map<string, string | null>();
  if (figures.length > 0) {
    const [first, ...rest] = figures.map(
      ({ name, sql }) => `(SELECT CAST(n AS varchar) AS ${name} FROM (${sql}) AS counted)`,
    );
    const { columns, rows } = await lake.answer(
      `SELECT ${figures.map(({ name }) => name).join(', ')} FROM ${[first, ...rest].join('\nCROSS JOIN ')}`,
    );
    columns.forEach(({ name, text }, i) => found.set(name, text(rows[0]?.[i] ?? null)));
  }
  return statusFrom(dataset, found);
}

function statusFrom({ name }: Dataset, found: ReadonlyMap<string, string | null>): DeployedStatus {
  const figure = (of: Figure['name']): number | null => {
    const text = found.get(of) ?? null;
    return text === null ? null : Number(text);
  };
  const fresh = found.get('fresh') ?? null;
  return {
    dataset: name,
    landed: figure('landed'),
    silver: figure('silver'),
    deleted: null,
    duplicates: null,
    quarantined: figure('quarantined'),
    pending: null,
    fresh: fresh === null ? null : `${fresh.replace(' ', 'T')}Z`,
  };
}

function figuresOf(dataset: Dataset): readonly Figure[] {
  const silver = silverTable(dataset);
  const ofDataset = `WHERE dataset = '${dataset.name}'`;
  return [
    {
      name: 'landed',
      sql: `SELECT coalesce(sum(records), 0) AS n FROM ${qualified(bronzeObjectsTable)} ${ofDataset}`,
      reads: [[bronzeObjectsTable, 'records', 'dataset']],
    },
    { name: 'silver', sql: `SELECT count(*) AS n FROM ${qualified(silver)}`, reads: [[silver]] },
    {
      name: 'quarantined',
      sql: `SELECT count(*) AS n FROM ${qualified(quarantineTable)} ${ofDataset}`,
      reads: [[quarantineTable, 'dataset']],
    },
    {
      name: 'fresh',
      sql: `SELECT max(arrived_at) AS n FROM ${qualified(silver)}`,
      reads: [[silver, 'arrived_at']],
    },
  ];
}

/** Whether a persona sees these columns of every row; any column, when none is named. */
function visibleTo(
  persona: PersonaConfig,
  datasets: readonly Dataset[],
): (table: Table, names: readonly string[]) => boolean {
  const known = new Map(
    governedTables(datasets).map((table) => [qualified(table), accessOf(persona, table)]),
  );
  return (table, names) => {
    const access = known.get(qualified(table));
    return (
      access !== undefined &&
      access.columns.length > 0 &&
      access.rowFilters.length === 0 &&
      names.every((name) => access.columns.includes(name))
    );
  };
}
