import type { Dataset } from '../contracts';
import { columnList, qualified, qualityResultsTable, silverTable } from '../tables';
import { overdue } from './overdue';
import { qualityRules, type QualityRule } from './rules';

/** What a rule found in one run. */
export interface QualityResult {
  readonly rule: string;
  readonly checked: number;
  readonly failed: number;
  readonly passed: boolean;
}

/** A run that judges, and when. */
export interface JudgingRun {
  readonly id: string;
  readonly at: Date;
}

/** Whatever runs Athena SQL. */
export interface QualityEngine {
  query(sql: string, parameters?: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Parameters for the `?` of `qualitySql`, in order. The last is a timestamp, `YYYY-MM-DD HH:MM:SS.mmm` in UTC. */
export const QUALITY_PARAMETERS = ['run_id', 'checked_at'] as const;

/**
 * One statement that judges all rules of a dataset, in one pass over its rows and one over its keys, and keeps
 * what it found. Running it again for the same run replaces what the run had found.
 */
export function qualitySql(dataset: Dataset): string {
  const rules = qualityRules(dataset);
  const silver = qualified(silverTable(dataset));
  return keepSql(
    dataset,
    'counts.checked',
    `(
    SELECT ${countsOf(rules).join(',\n      ')}
    FROM ${silver}
  ) AS counts
  CROSS JOIN (
    SELECT coalesce(sum(n - 1), 0) AS repeated
    FROM (SELECT count(*) AS n FROM ${silver} GROUP BY ${dataset.key.join(', ')}) AS keys
  ) AS repetitions
  CROSS JOIN UNNEST(
    ARRAY[${rules.map(({ name }) => `'${name}'`).join(', ')}],
    ARRAY[${rules.map((rule, i) => failedOf(rule, i)).join(', ')}]
  ) AS found(rule, failed)`,
  );
}

/**
 * The statement that keeps what was found.
 *
 * @param checked SQL of the rows that were judged, called `checked`
 * @param found SQL that gives each `found.rule` with `found.failed`
 */
export function keepSql(dataset: Dataset, checked: string, found: string): string {
  const results = qualityResultsTable;
  const rest = results.columns.filter(({ name }) => !results.key.includes(name));
  return `MERGE INTO ${qualified(results)} AS t
USING (
  SELECT
    '${dataset.name}' AS dataset, ? AS run_id, found.rule, ${checked}, found.failed,
    found.failed = 0 AS passed, CAST(? AS timestamp(6)) AS checked_at
  FROM ${found}
) AS s
ON ${results.key.map((name) => `t.${name} = s.${name}`).join(' AND ')}
WHEN MATCHED THEN UPDATE SET ${rest.map(({ name }) => `${name} = s.${name}`).join(', ')}
WHEN NOT MATCHED THEN INSERT (${columnList(results.columns)})
  VALUES (${columnList(results.columns, 's')})`;
}

/** How many rules a run found broken, as `rules`; its `?` is the run. */
export const BROKEN_RULES_SQL = `SELECT count(*) AS rules FROM ${qualified(qualityResultsTable)} WHERE run_id = ? AND NOT passed`;

/** The rows, and of each rule that judges them one by one those that break it, as `failed_` with its place. */
export function countsOf(rules: readonly QualityRule[]): string[] {
  return ['count(*) AS checked', ...rules.flatMap((rule, i) => measureOf(rule, i))];
}

function measureOf(rule: QualityRule, index: number): string[] {
  switch (rule.kind) {
    case 'key':
      return [];
    case 'complete':
      return [`count_if(${rule.column} IS NULL) AS failed_${index}`];
    case 'allowed':
      return [`count_if(${rule.column} NOT IN (${rule.values.map(literal).join(', ')})) AS failed_${index}`];
    case 'timely':
      return [`count_if(${overdue(rule)}) AS failed_${index}`];
  }
}

function failedOf(rule: QualityRule, index: number): string {
  return rule.kind === 'key' ? 'CAST(repetitions.repeated AS bigint)' : `counts.failed_${index}`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The values of {@link QUALITY_PARAMETERS}. */
export function qualityParameters({ id, at }: JudgingRun): string[] {
  return [id, at.toISOString().replace('T', ' ').replace('Z', '')];
}

/** Judges a dataset and tells what was found. */
export async function judgeQuality(
  engine: QualityEngine,
  dataset: Dataset,
  run: JudgingRun,
): Promise<QualityResult[]> {
  await engine.query(qualitySql(dataset), qualityParameters(run));
  const rows = await engine.query(
    `SELECT rule, checked, failed, passed FROM ${qualified(qualityResultsTable)}
WHERE dataset = '${dataset.name}' AND run_id = ? ORDER BY rule`,
    [run.id],
  );
  return rows.map(({ rule, checked, failed, passed }) => ({
    rule: String(rule),
    checked: Number(checked),
    failed: Number(failed),
    passed: passed === true || passed === 'true',
  }));
}
