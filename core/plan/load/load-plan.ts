import { instant, keepsLog, type Dataset } from '../../contracts';
import { bronzeObjectsTable, loadAuditTable, qualified, quarantineTable, stagingTable } from '../../tables';
import {
  missingSql,
  OBJECTS_PARAMETERS,
  objectsSql,
  stagedObjectsSql,
  unlistedSql,
  unreadSql,
} from './bronze-objects';
import { everyChange } from './every-change';
import { latestOnly } from './latest';
import { quarantineCounts, quarantined, quarantineSql } from './quarantine';
import { ranked, type Ranking } from './ranks';
import { STAGE } from './touched';
import { BRONZE_OBJECT, stageBronze, stageQuarantine, stagingSelect } from './staging-sql';
import { change, measure, MEASURES, TERMS, type LoadParameter, type LoadStep, type Strategy } from './step';

/**
 * What a load reads: every object of some days of arrival, the objects that no load has read yet, or what an earlier
 * load has quarantined.
 */
export type LoadFrom = 'window' | 'new' | 'quarantine';

/**
 * The statements that bring one dataset from bronze to silver, in order. Every one can be repeated; a
 * failure between any two leaves tables that the next run completes.
 *
 * The measures `unaccounted` and `missing` must be 0. The first is taken after the merges by looking every staged
 * record up where it has to be, and by holding the terms, each counted by itself, against what landed.
 *
 * @param ranking how staged records get their places; another than the default needs to be completed after the step {@link STAGE}
 */
export function loadPlan(
  dataset: Dataset,
  from: LoadFrom = 'window',
  ranking: Ranking = ranked,
): readonly LoadStep[] {
  const strategy = strategyOf(dataset);
  return [
    change('clear', `DELETE FROM ${qualified(stagingTable(dataset))}`),
    ...reading(dataset, from, ranking),
    ...strategy.remember,
    measure('measure', measureSql(dataset, strategy), ['landed', ...TERMS], runs(strategy.counts)),
    ...strategy.apply,
    change('quarantine', quarantineSql(dataset), [], quarantineTable),
    verification(dataset, strategy, from),
    change(
      'audit',
      auditSql(dataset),
      ['run_id', 'window_from', 'window_to', ...MEASURES, 'started_at', 'ended_at'],
      loadAuditTable,
    ),
  ];
}

function reading(dataset: Dataset, from: LoadFrom, ranking: Ranking): LoadStep[] {
  const parameters = ['window_from', 'window_to', 'path_after', 'path_until'] as const;
  const stage = change(STAGE, stageBronze(dataset, ranking), parameters);
  switch (from) {
    case 'quarantine':
      return [change(STAGE, stageQuarantine(dataset, ranking))];
    case 'new':
      return [stage, change('objects', stagedObjectsSql(dataset), ['run_id', 'run_id'], bronzeObjectsTable)];
    default:
      return [change('objects', objectsSql(dataset), OBJECTS_PARAMETERS, bronzeObjectsTable), stage];
  }
}

function strategyOf(dataset: Dataset): Strategy {
  return keepsLog(dataset) ? everyChange(dataset) : latestOnly(dataset);
}

function runs(sql: string): LoadParameter[] {
  return [...sql.matchAll(/\?/g)].map(() => 'run_id');
}

function measureSql(dataset: Dataset, { counts }: Strategy): string {
  return `SELECT
  landed.n AS landed, good.inserted, good.updated, good.deleted,
  good.duplicates + bad.duplicates AS duplicates, good.stale, bad.quarantined
FROM (SELECT count(*) AS n FROM ${qualified(stagingTable(dataset))}) AS landed
CROSS JOIN (
  ${counts}
) AS good
CROSS JOIN (
  ${quarantineCounts(dataset)}
) AS bad`;
}

function verification(dataset: Dataset, strategy: Strategy, from: LoadFrom): LoadStep {
  const staging = qualified(stagingTable(dataset));
  const counts = [
    strategy.unaccounted(staging),
    ...(strategy.torn === undefined ? [] : [strategy.torn]),
    `SELECT count(*) AS n FROM ${staging} AS s ${quarantined(dataset)}
  WHERE s.bad_reason IS NOT NULL AND q.event_id IS NULL`,
    ...(from === 'window' ? [unreadSql(dataset)] : from === 'new' ? [unlistedSql(dataset)] : []),
    `SELECT abs(CAST(? AS bigint)${TERMS.map(() => ' - CAST(? AS bigint)').join('')}) AS n`,
  ];
  const sql = `SELECT unaccounted.n AS unaccounted, missing.n AS missing
FROM (
  SELECT sum(n) AS n FROM (
  ${counts.join('\n  UNION ALL\n  ')}
  ) AS counts
) AS unaccounted
CROSS JOIN (${from === 'quarantine' ? 'SELECT 0 AS n' : missingSql(dataset)}) AS missing`;
  const read: Readonly<Record<LoadFrom, readonly LoadParameter[]>> = {
    window: ['window_from', 'window_to'],
    new: ['objects_listed'],
    quarantine: [],
  };
  const run: readonly LoadParameter[] = from === 'quarantine' ? [] : ['run_id'];
  const parameters = [...read[from], 'landed' as const, ...TERMS, ...run];
  return measure('verify', sql, ['unaccounted', 'missing'], parameters);
}

function auditSql(dataset: Dataset): string {
  const counts = MEASURES.map(() => 'CAST(? AS bigint)').join(', ');
  return `INSERT INTO ${qualified(loadAuditTable)}
  (dataset, run_id, window_from, window_to, ${MEASURES.join(', ')}, started_at, ended_at)
SELECT '${dataset.name}', ?, ?, ?, ${counts}, ${instant('?')}, ${instant('?')}`;
}

/** Counts the bronze records that the next load will take: those neither silver nor quarantine accounts for. */
export function pendingSql(dataset: Dataset): string {
  const source = `(SELECT record, ${BRONZE_OBJECT} AS source_object, dt FROM bronze.${dataset.bronze})`;
  return `WITH staged AS (
${stagingSelect(dataset, source)}
)
SELECT sum(n) AS n FROM (
  ${strategyOf(dataset).unaccounted('staged')}
  UNION ALL
  SELECT count(*) AS n FROM staged AS s ${quarantined(dataset)}
  WHERE s.bad_reason IS NOT NULL AND q.event_id IS NULL
) AS counts`;
}

/** Counts the keys that silver doesn't have since they are deleted, or wait for their insert. */
export function deletedSql(dataset: Dataset): string {
  return strategyOf(dataset).deleted;
}
