import type { TopicsLake } from './topics-lake';
import { COLUMNS } from './workload';

/** A database's table `transport_units`, and the lake's copy of it. */
export interface Copied {
  readonly lake: TopicsLake;
  /** Runs statements. */
  readonly run: (sql: string) => string;
  /** The table's rows in the order of their keys, a line each: columns as `COLUMNS` has them, then `t` or `f`. */
  readonly rows: () => string;
}

/** The lake's rows and the database's own. */
export async function compared({
  lake,
  rows,
}: Copied): Promise<{ readonly here: string; readonly there: string }> {
  const found = await lake.lake.query(
    `SELECT ${COLUMNS}, CASE WHEN is_active THEN 't' ELSE 'f' END AS is_active FROM silver.transport_units ORDER BY unit_id`,
  );
  const here = found.map((row) =>
    Object.values(row)
      .map((value) => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)))
      .join(','),
  );
  return { here: here.join('\n'), there: rows().trimEnd().replaceAll('\r', '') };
}

/** Pulls until the row that was written last has come. */
export async function caughtUp({ lake, run }: Copied, mark: string): Promise<void> {
  run(
    `INSERT INTO transport_units (unit_id) VALUES ('${mark}'); DELETE FROM transport_units WHERE unit_id = '${mark}';`,
  );
  for (let deletions = 0; deletions === 0;) {
    await lake.pull();
    deletions = (await lake.bronze('transport_units')).filter(
      ({ data }) => JSON.stringify(data).includes(`"${mark}"`) && (data as { op: string }).op === 'd',
    ).length;
  }
  await lake.lake.transform();
}
