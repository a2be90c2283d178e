import { isChangeMapping, type ColumnContract, type Dataset } from '../../contracts';
import { leavesOut, literal, positionProblem } from './record-sql';

/** Cases of a CASE that give the reason why a record is bad, after its envelope was found good. */
export function columnProblems(dataset: Dataset): string[] {
  const { load } = dataset;
  const whole = "load_operation = 'put'";
  return [
    ...(isChangeMapping(load)
      ? [
          "WHEN load_operation IS NULL THEN 'operation:'",
          `WHEN coalesce(${positionProblem(load)}, false) THEN 'position:'`,
        ]
      : []),
    ...dataset.checks.map(
      ({ name }) => `WHEN ${whole} AND NOT coalesce(check_${name}, false) THEN '${name}:'`,
    ),
    ...Object.entries(dataset.columns).flatMap(([name, column]) => problemsOf(dataset, name, column)),
  ];
}

/** A deletion needs its key and its version to be right, and nothing else. */
function problemsOf(dataset: Dataset, name: string, column: ColumnContract): string[] {
  const isKey = dataset.key.includes(name);
  const orders = isKey || name === dataset.versionedBy;
  const written = isChangeMapping(dataset.load)
    ? "load_operation IN ('put', 'merge')"
    : "load_operation = 'put'";
  const scope = orders ? "load_operation <> 'truncate'" : written;
  const problems: string[] = [];
  const hasText = typeof column.from === 'string' || 'path' in column.from;
  if (hasText && (column.type !== 'string' || typeof column.from === 'object'))
    problems.push(`WHEN ${scope} AND raw_${name} IS NOT NULL AND ${name} IS NULL THEN 'type:${name}'`);
  if (column.required) {
    const carried = !isKey && leavesOut(dataset) ? ` AND NOT absent_${name}` : '';
    const needed = isKey ? scope : written;
    problems.push(`WHEN ${needed}${carried} AND ${name} IS NULL THEN 'required:${name}'`);
  }
  if (column.oneOf)
    problems.push(
      `WHEN ${scope} AND ${name} NOT IN (${column.oneOf.map(literal).join(', ')}) THEN 'not_allowed:${name}'`,
    );
  return problems;
}
