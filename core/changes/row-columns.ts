import { pathSteps, type ColumnContract, type ColumnType, type Dataset } from '../contracts';

/** What a contract asks of the columns of another database's table, by their names there. */
export interface RowColumns {
  readonly types: ReadonlyMap<string, ColumnType>;
  /** Names of the columns that the key comes from. */
  readonly key: readonly string[];
}

export function rowColumns({ columns, key }: Pick<Dataset, 'columns' | 'key'>): RowColumns {
  const named = Object.entries(columns).flatMap(([name, column]) => {
    const there = nameThere(column);
    return there === undefined ? [] : [{ name, there, type: column.type }];
  });
  return {
    types: new Map(named.map(({ there, type }) => [there, type])),
    key: named.filter(({ name }) => key.includes(name)).map(({ there }) => there),
  };
}

/** `$.row.unit_id` is the column `unit_id`. */
function nameThere({ from }: ColumnContract): string | undefined {
  const path = typeof from === 'string' ? from : 'path' in from ? from.path : '';
  const [first, second] = pathSteps(path) ?? [];
  return first === 'row' && typeof second === 'string' ? second : undefined;
}
