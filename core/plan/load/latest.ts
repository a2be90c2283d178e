import type { Dataset } from '../../contracts';
import { columnList, deletedTable, qualified, remembersDates, silverTable, stagingTable } from '../../tables';
import { change, type Strategy } from './step';
import { bestFirst, better, deletionOf, later, of, same, sameKey, versionOf } from './versions';

/**
 * `upsert` and `append`: silver keeps the best version of each key, the deleted keys their latest deletion. Both only
 * ever take the better of what they have and what comes, so that the order of arrival, repetition and a run
 * that died in the middle make no difference.
 */
export function latestOnly(dataset: Dataset): Strategy {
  const deleted = deletedTable(dataset);
  return {
    remember: [change('deletions', deletionsSql(dataset), ['run_id', 'run_id'], deleted)],
    counts: countsSql(dataset),
    apply: [change('merge', mergeSql(dataset), [], silverTable(dataset))],
    unaccounted: (staged) => unaccountedSql(dataset, staged),
    deleted: `SELECT count(*) AS n FROM ${qualified(deleted)} AS h
  LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 'h')}
  WHERE t.event_id IS NULL`,
  };
}

const good = (dataset: Dataset): string =>
  `${qualified(stagingTable(dataset))} WHERE bad_reason IS NULL AND load_nth = 1`;

/**
 * Whether a key is deleted, given its row in silver, the best put of the run and its latest deletion, each under an
 * alias; what isn't there is NULL.
 */
function isDead(dataset: Dataset, row: string | undefined, come: string, deleted: string): string {
  const isDeleted = `${deleted}.deleted_event_id IS NOT NULL`;
  if (dataset.load === 'append') return isDeleted;
  const outlived = [row, come].flatMap((side) =>
    side === undefined
      ? []
      : remembersDates(dataset)
        ? `coalesce(${side}.dated_at > ${deleted}.deleted_versioned_at, false)`
        : `coalesce(${later(dataset, of(side), deletionOf(deleted))}, false)`,
  );
  return `${isDeleted} AND NOT (${outlived.join(' OR ')})`;
}

/** Notes the deletions of the run. */
function deletionsSql(dataset: Dataset): string {
  const table = deletedTable(dataset);
  const key = dataset.key.join(', ');
  const version = versionOf(dataset);
  const keeps = remembersDates(dataset);
  const deletionColumns = version.map((column) => `deleted_${column}`);
  const kept = keeps ? silverTable(dataset).columns.filter(({ name }) => !dataset.key.includes(name)) : [];
  const changed = [...kept.map(({ name }) => name), ...deletionColumns];
  const known = `SELECT ${[key, ...deletionColumns].join(', ')} FROM ${qualified(table)}`;
  const latest = `SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY ${key} ORDER BY ${deletionColumns.map((name) => `${name} DESC`).join(', ')}) AS load_place
    FROM (
      SELECT ${[key, ...version.map((name) => `${name} AS deleted_${name}`)].join(', ')} FROM ${good(dataset)} AND load_operation = 'delete'
      ${keeps ? `UNION ALL ${known}` : ''}
    ) AS deletions
  ) AS ranked WHERE load_place = 1`;
  const columns = [
    ...dataset.key.map((name) => `d.${name}`),
    ...kept.map(({ name }) => `u.${name}`),
    ...deletionColumns.map((name) => `d.${name}`),
  ];
  return `MERGE INTO ${qualified(table)} AS t
USING (
  WITH latest AS (
  ${latest}
  )${
    keeps
      ? `,
  undated AS (
  ${undatedSql(dataset)}
  )`
      : ''
  }
  SELECT ${columns.join(', ')}
  FROM latest AS d${
    keeps
      ? `
  LEFT JOIN undated AS u ON ${sameKey(dataset, 'd', 'u')} AND (${later(dataset, of('u'), deletionOf('d'))})`
      : ''
  }
) AS s
ON ${sameKey(dataset, 't', 's')}
WHEN MATCHED AND (${later(dataset, deletionOf('s'), deletionOf('t'))}) THEN UPDATE SET
  ${[...changed.map((name) => `${name} = s.${name}`), 'load_run = ?'].join(', ')}${
    keeps
      ? `
WHEN MATCHED AND s.event_id IS DISTINCT FROM t.event_id THEN UPDATE SET
  ${kept.map(({ name }) => `${name} = s.${name}`).join(', ')}`
      : ''
  }
WHEN NOT MATCHED THEN INSERT (${[...dataset.key, ...changed, 'load_run'].join(', ')})
  VALUES (${[...dataset.key, ...changed].map((name) => `s.${name}`).join(', ')}, ?)`;
}

/**
 * The latest record of a key that its sender didn't date. One that came after a deletion may be new or late: it is
 * kept for the case that a dated record proves that the key lives.
 */
function undatedSql(dataset: Dataset): string {
  const columns = columnList(silverTable(dataset).columns);
  const isUndated = `${String(dataset.versionedBy)} IS NULL`;
  return `SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY ${dataset.key.join(', ')} ORDER BY ${bestFirst(dataset)}) AS load_place
    FROM (
      SELECT ${columns} FROM ${good(dataset)} AND load_operation = 'put' AND ${isUndated}
      UNION ALL SELECT ${columns} FROM ${qualified(deletedTable(dataset))} WHERE event_id IS NOT NULL
      UNION ALL SELECT ${columns} FROM ${qualified(silverTable(dataset))} WHERE ${isUndated}
    ) AS candidates
  ) AS ranked WHERE load_place = 1`;
}

/** The best put of a key that the run touches, its own or one kept beside a deletion, and the deletion. */
function candidates(dataset: Dataset): string {
  const { columns } = silverTable(dataset);
  const deleted = qualified(deletedTable(dataset));
  const deletion = versionOf(dataset).map((name) => `h.deleted_${name}`);
  const key = dataset.key.map((name) => `coalesce(p.${name}, d.${name}) AS ${name}`);
  const keeps = remembersDates(dataset);
  const showsKept = keeps
    ? `h.event_id IS NOT NULL AND (p.event_id IS NULL OR ${later(dataset, of('h'), of('p'))})`
    : 'false';
  const rest = columns
    .map(({ name }) => name)
    .filter((name) => !dataset.key.includes(name))
    .map((name) =>
      !keeps || name === 'dated_at'
        ? `p.${name}`
        : `CASE WHEN ${showsKept} THEN h.${name} ELSE p.${name} END AS ${name}`,
    );
  return `SELECT ${[...key, ...rest, ...deletion].join(', ')}
  FROM (SELECT * FROM ${good(dataset)} AND load_operation = 'put') AS p
  FULL OUTER JOIN (SELECT * FROM ${good(dataset)} AND load_operation = 'delete') AS d ON ${sameKey(dataset, 'p', 'd')}
  LEFT JOIN ${deleted} AS h ON ${dataset.key.map((name) => `h.${name} = coalesce(p.${name}, d.${name})`).join(' AND ')}`;
}

function mergeSql(dataset: Dataset): string {
  const { columns } = silverTable(dataset);
  const rest = columns.map(({ name }) => name).filter((name) => !dataset.key.includes(name));
  const keeps = remembersDates(dataset);
  const set = rest.map((name) =>
    name === 'dated_at'
      ? 'dated_at = CASE WHEN s.dated_at IS NULL OR t.dated_at > s.dated_at THEN t.dated_at ELSE s.dated_at END'
      : `${name} = s.${name}`,
  );
  return `MERGE INTO ${qualified(silverTable(dataset))} AS t
USING (
  ${candidates(dataset)}
) AS s
ON ${sameKey(dataset, 't', 's')}
WHEN MATCHED AND ${isDead(dataset, 't', 's', 's')} THEN DELETE
WHEN MATCHED AND (${better(dataset, of('s'), of('t'))}) THEN UPDATE SET
  ${set.join(',\n  ')}${
    keeps
      ? `
WHEN MATCHED AND s.dated_at IS NOT NULL AND (t.dated_at IS NULL OR s.dated_at > t.dated_at) THEN UPDATE SET
  dated_at = s.dated_at`
      : ''
  }
WHEN NOT MATCHED AND s.event_id IS NOT NULL AND NOT (${isDead(dataset, undefined, 's', 's')}) THEN INSERT (${columnList(columns)})
  VALUES (${columnList(columns, 's')})`;
}

/** Taken after deletions are noted and before silver changes. */
function countsSql(dataset: Dataset): string {
  const staged = `${qualified(stagingTable(dataset))} AS s`;
  const known = (
    join: string,
  ): string => `LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 's')}
    LEFT JOIN ${qualified(deletedTable(dataset))} AS h ON ${sameKey(dataset, 'h', 's')}${join}`;
  const isDuplicate = 's.load_nth <> s.load_rank';
  const isBest = 's.load_nth = 1';
  const dead = isDead(dataset, 't', 's', 'h');
  const deadWithout = isDead(dataset, 't', 'p', 'h');
  const held = `t.event_id IS NOT NULL AND ${same(dataset, of('t'), of('s'))}`;
  const isBetter = better(dataset, of('s'), of('t'));
  const noted = `h.deleted_event_id IS NOT NULL AND ${same(dataset, deletionOf('h'), of('s'))}`;
  const isNew = `(h.load_run = ? OR t.event_id IS NOT NULL)`;
  const takesEffect = `${noted} AND ${deadWithout} AND ${isNew}`;
  return `SELECT
    puts.inserted, puts.updated, deletions.deleted,
    puts.duplicates + deletions.duplicates AS duplicates, puts.stale + deletions.stale AS stale
  FROM (
    SELECT
      count_if(${isBest} AND t.event_id IS NULL AND NOT (${dead})) AS inserted,
      count_if(${isBest} AND t.event_id IS NOT NULL AND (${isBetter}) AND NOT (${dead})) AS updated,
      count_if(${isDuplicate} OR (${held})) AS duplicates,
      count_if(NOT (${isDuplicate}) AND NOT (coalesce(${held}, false))
        AND (s.load_nth > 1 OR (${dead}) OR (t.event_id IS NOT NULL AND NOT (${isBetter})))) AS stale
    FROM ${staged} ${known('')}
    WHERE s.bad_reason IS NULL AND s.load_operation = 'put'
  ) AS puts
  CROSS JOIN (
    SELECT
      count_if(${isBest} AND ${takesEffect}) AS deleted,
      count_if(${isDuplicate} OR (${isBest} AND ${noted} AND ${deadWithout} AND NOT ${isNew})) AS duplicates,
      count_if(NOT (${isDuplicate}) AND (s.load_nth > 1 OR NOT coalesce(${noted}, false) OR NOT (${deadWithout}))) AS stale
    FROM ${staged} ${known(`
    LEFT JOIN (SELECT * FROM ${good(dataset)} AND load_operation = 'put') AS p ON ${sameKey(dataset, 'p', 's')}`)}
    WHERE s.bad_reason IS NULL AND s.load_operation = 'delete'
  ) AS deletions`;
}

function unaccountedSql(dataset: Dataset, staged: string): string {
  const inSilver = `t.event_id IS NOT NULL AND NOT (${better(dataset, of('s'), of('t'))})`;
  const isLatest = dataset.load === 'append' ? 'true' : `NOT (${later(dataset, of('s'), deletionOf('h'))})`;
  const noted = `h.deleted_event_id IS NOT NULL AND ${isLatest}`;
  const outlived =
    dataset.load === 'append' ? 'false' : `t.event_id IS NOT NULL AND ${later(dataset, of('t'), of('s'))}`;
  return `SELECT count(*) AS n FROM ${staged} AS s
  LEFT JOIN ${qualified(silverTable(dataset))} AS t ON ${sameKey(dataset, 't', 's')}
  LEFT JOIN ${qualified(deletedTable(dataset))} AS h ON ${sameKey(dataset, 'h', 's')}
  WHERE s.bad_reason IS NULL AND NOT coalesce(CASE s.load_operation
    WHEN 'delete' THEN (${noted}) OR (${outlived})
    ELSE (${inSilver}) OR (t.event_id IS NULL AND h.deleted_event_id IS NOT NULL)
  END, false)`;
}
