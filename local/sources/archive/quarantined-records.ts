import type { LocalLake } from '../../lake';
import { SPARING_MB } from '../../transform';

/** Records of an archive's text files that no table has, and why. */
export interface QuarantinedRecords {
  readonly dataset: string;
  readonly reason: string;
  /** Null for a reason that is about no column. */
  readonly column: string | null;
  readonly records: number;
}

/** @param archiveId 32 hex digits */
export async function quarantinedRecords(
  source: string,
  archiveId: string,
  lake: LocalLake,
): Promise<readonly QuarantinedRecords[]> {
  const sql = await lake.reader({ memoryMb: SPARING_MB, threads: 1 });
  try {
    const { rows } = await sql.answer(
      `SELECT dataset, reason, column_name, count(*) FROM silver.quarantine
       WHERE event_id LIKE '${source}-${archiveId}-records-%' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    );
    return rows.map(([dataset, reason, column, records]) => ({
      dataset: dataset as string,
      reason: reason as string,
      column: typeof column === 'string' ? column : null,
      records: Number(records),
    }));
  } finally {
    sql.close();
  }
}
