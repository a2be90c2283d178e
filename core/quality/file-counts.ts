import type { Dataset } from '../contracts';
import type { SqlRow } from '../ports';
import { qualified, silverTable } from '../tables';
import { countsOf, keepSql } from './quality-sql';
import { qualityRules, type QualityRule } from './rules';

/** What the rules of a dataset count in the rows of one file. */
export interface FileCounts {
  /** Rows. */
  readonly checked: number;
  /** Rows that break a rule, in the order of the rules; of the key none, which is a matter of all files. */
  readonly failed: readonly number[];
  /** Whether the same rows will always give the same: none of them can pass a time limit yet. */
  readonly isLasting: boolean;
}

/** Counts what the rules find, file by file: a row each, by `"$path"` of the silver table. */
export function fileCountsSql(dataset: Dataset): string {
  const rules = qualityRules(dataset);
  return `SELECT ${['"$path" AS file', ...countsOf(rules), `${passing(rules)} AS passing`].join(',\n  ')}
FROM ${qualified(silverTable(dataset))} GROUP BY "$path"`;
}

/** Counts the rows of the silver table, as `repeated`, of whose key there is another. */
export function repeatedSql(dataset: Dataset): string {
  return `SELECT coalesce(sum(n - 1), 0) AS repeated
FROM (SELECT count(*) AS n FROM ${qualified(silverTable(dataset))} GROUP BY ${dataset.key.join(', ')}) AS keys`;
}

/** Rows that pass a time limit when they are left as they are. */
function passing(rules: readonly QualityRule[]): string {
  const limited = rules.flatMap((rule) =>
    rule.kind === 'timely' ? [`${rule.column} = '${rule.value.replaceAll("'", "''")}'`] : [],
  );
  return limited.length === 0 ? '0' : `count_if(${limited.join(' OR ')})`;
}

/** A row of {@link fileCountsSql}, and the file that it is of. */
export function fileCountsOf(dataset: Dataset, row: SqlRow): readonly [file: string, counts: FileCounts] {
  const failed = qualityRules(dataset).map(({ kind }, i) =>
    kind === 'key' ? 0 : Number(row[`failed_${i}`]),
  );
  return [
    String(row['file']),
    { checked: Number(row['checked']), failed, isLasting: Number(row['passing']) === 0 },
  ];
}

/**
 * The statement that keeps what the rules found in all files together; its `?` are those of `qualitySql`.
 *
 * @param repeated rows of whose key there is another
 */
export function keepCountsSql(dataset: Dataset, files: readonly FileCounts[], repeated: number): string {
  const rules = qualityRules(dataset);
  const sum = (of: (counts: FileCounts) => number | undefined): string =>
    `CAST(${files.reduce((all, counts) => all + (of(counts) ?? 0), 0)} AS bigint)`;
  const names = rules.map(({ name }) => `'${name}'`).join(', ');
  const failed = rules
    .map(({ kind }, i) => (kind === 'key' ? `CAST(${repeated} AS bigint)` : sum(({ failed: of }) => of[i])))
    .join(', ');
  return keepSql(
    dataset,
    `${sum(({ checked }) => checked)} AS checked`,
    `UNNEST(ARRAY[${names}], ARRAY[${failed}]) AS found(rule, failed)`,
  );
}
