import { createHash } from 'node:crypto';
import type { Catalog, CatalogTable } from './analysis/context';
import type { ParameterValue, Translation } from './translate';
import type { Udf } from './udf/udf';

/** A translation without the code of its functions. */
export interface KeptTranslation extends Pick<Translation, 'sql' | 'columns'> {
  readonly functions: readonly Omit<Udf, 'run'>[];
  /** Names of the tables that were looked for, `schema.table`, with what each was. */
  readonly tables: Readonly<Record<string, CatalogTable | null>>;
  /** The date until whose end it holds. @default it holds for good */
  readonly date?: string;
}

/** Where translations are kept for as long as the program is the same. */
export interface KeptTranslations {
  get(key: string): KeptTranslation | undefined;
  set(key: string, translation: KeptTranslation): void;
}

/** Tells a statement with its parameters from every other. */
export function keyOf(sql: string, parameters: readonly ParameterValue[], schema = ''): string {
  const text = JSON.stringify([sql, schema, parameters], (_name, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return createHash('sha256').update(text).digest('base64url');
}

/** Undefined for what is another the next time. */
export function keptOf(
  { sql, columns, functions, holds }: Translation,
  names: ReadonlySet<string>,
  catalog: Catalog,
  date: string,
): KeptTranslation | undefined {
  if (holds === 'now') return undefined;
  const tables = Object.fromEntries([...names].map((name) => [name, tableIn(catalog, name)]));
  return {
    sql,
    columns,
    functions: functions.map(({ name, parameters, result, nulls }) => ({
      name,
      parameters,
      result,
      ...(nulls !== undefined && { nulls }),
    })),
    tables,
    ...(holds === 'today' && { date }),
  };
}

/** Whether the statement would be translated to the same. */
export function stillHolds({ tables, date }: KeptTranslation, catalog: Catalog, today: string): boolean {
  if (date !== undefined && date !== today) return false;
  return Object.entries(tables).every(
    ([name, table]) => JSON.stringify(tableIn(catalog, name)) === JSON.stringify(table),
  );
}

/** @param again translates the statement, for the code of a function when it is called */
export function withFunctions(
  { sql, columns, functions }: KeptTranslation,
  again: () => Translation,
): Translation {
  let made: ReadonlyMap<string, Udf> | undefined;
  const code = (name: string): Udf['run'] => {
    made ??= new Map(again().functions.map((each) => [each.name, each]));
    const found = made.get(name);
    if (!found) throw new Error(`A statement that is translated again calls no function ${name}`);
    return found.run;
  };
  return {
    sql,
    columns,
    functions: functions.map((each) => {
      let run: Udf['run'] | undefined;
      return { ...each, run: (...args) => (run ??= code(each.name))(...args) };
    }),
  };
}

function tableIn(catalog: Catalog, name: string): CatalogTable | null {
  const [schema = '', ...rest] = name.split('.');
  return catalog.table(schema, rest.join('.')) ?? null;
}
