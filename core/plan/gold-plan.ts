import type { GoldModel } from '../contracts';
import { columnList, modelTable, qualified } from '../tables';

export interface GoldSettings {
  /** Groups with fewer patients show no figures. Patients. */
  readonly smallCellThreshold: number;
}

/**
 * The model's SELECT.
 *
 * @throws Error when it has a placeholder: what is small enough to be withheld isn't decided in SQL, which sees one
 *   refresh at a time
 */
export function modelSql(model: GoldModel): string {
  const sql = model.sql().trimEnd();
  const [placeholder] = /\$\{\w*\}/.exec(sql) ?? [];
  if (placeholder !== undefined) {
    throw new Error(
      `Model ${model.name} has ${placeholder} in its SQL. A SELECT gives true figures; declare what they count (counted) in ${model.name}.ts, and publication withholds small ones.`,
    );
  }
  return sql;
}

/**
 * One statement that makes the gold table equal to its model: rows that the model no longer yields are
 * deleted, so a failure leaves the table as it was and running it again changes nothing.
 *
 * @throws Error for a model that counts people
 */
export function refreshSql(model: GoldModel): string {
  if (model.counted) {
    throw new Error(
      `Model ${model.name} counts people: publish it (core/disclosure) instead of refreshing it.`,
    );
  }
  const table = modelTable(model);
  const names = columnList(table.columns);
  const rest = table.columns.filter(({ name }) => !table.key.includes(name));
  const same = (a: string, b: string): string =>
    table.key.map((column) => `${a}.${column} IS NOT DISTINCT FROM ${b}.${column}`).join(' AND ');
  const differs = rest.map(({ name }) => `t.${name} IS DISTINCT FROM s.${name}`).join(' OR ');
  return `MERGE INTO ${qualified(table)} AS t
USING (
  WITH model AS (
${modelSql(model).replaceAll(/^/gm, '    ')}
  )
  SELECT ${names}, false AS load_is_gone FROM model
  UNION ALL
  SELECT ${names}, true AS load_is_gone FROM ${qualified(table)} AS old
  WHERE NOT EXISTS (SELECT 1 FROM model WHERE ${same('model', 'old')})
) AS s
ON ${same('t', 's')}
WHEN MATCHED AND s.load_is_gone THEN DELETE
${rest.length > 0 ? `WHEN MATCHED AND (${differs}) THEN UPDATE SET\n  ${rest.map(({ name }) => `${name} = s.${name}`).join(',\n  ')}\n` : ''}WHEN NOT MATCHED THEN INSERT (${names})
  VALUES (${columnList(table.columns, 's')})`;
}
