import type { LocalLake } from '../../../local/lake';
import type { Postgres } from '../../servers/database-server';
import { TABLES } from './tables';

export interface TableDifferences {
  readonly table: string;
  readonly rows: number;
  readonly versions: number;
  /** What the database has and the lake hasn't, some of it: rows, and versions of the log. */
  readonly missing: readonly string[];
  /** What the lake has and the database hasn't. */
  readonly different: readonly string[];
}

const SHOWN = 5;

/** What silver and its history have otherwise than the database and the log that it kept. */
export async function differences(database: Postgres, lake: LocalLake): Promise<TableDifferences[]> {
  const found: TableDifferences[] = [];
  for (const table of TABLES) {
    const there = lines(
      database.run(
        `SELECT 'row', id, counted, coalesce(md5(note), '') FROM ${table} UNION ALL ${versionsThere(table)}`,
      ),
    );
    const here = [
      ...(await textOf(
        lake,
        `SELECT 'row' AS kind, id, counted, coalesce(lower(to_hex(md5(to_utf8(note)))), '') AS note FROM silver.${table}`,
      )),
      ...(await textOf(
        lake,
        `SELECT 'version' AS kind, id, counted, coalesce(lower(to_hex(md5(to_utf8(note)))), '') AS note FROM silver.${table}_history`,
      )),
    ];
    const [inThere, inHere] = [new Set(there), new Set(here)];
    const rows = there.filter((line) => line.startsWith('row')).length;
    found.push({
      table,
      rows,
      versions: there.length - rows,
      missing: there.filter((line) => !inHere.has(line)).slice(0, SHOWN),
      different: here.filter((line) => !inThere.has(line)).slice(0, SHOWN),
    });
  }
  return found;
}

/** The last that each transaction made of a row; every version has a number of its own. */
function versionsThere(table: string): string {
  return `SELECT 'version', id, counted, coalesce(md5(note), '') FROM (
    SELECT *, row_number() OVER (PARTITION BY tx, id ORDER BY n DESC) AS newest FROM log WHERE told = '${table}'
  ) AS each WHERE newest = 1 AND counted IS NOT NULL`;
}

const lines = (text: string): string[] => text.trimEnd().split(/\r?\n/).filter(Boolean);

async function textOf(lake: LocalLake, sql: string): Promise<string[]> {
  return (await lake.query(sql)).map((row) => Object.values(row).map(String).join(','));
}
