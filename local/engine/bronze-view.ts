import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset } from '../../core/contracts';
import { qualified, quarantineTable } from '../../core/tables';
import { daysOf, type Window } from './bronze-objects';
import { checkDay } from './checked-day';
import { quoted } from './duckdb-types';
import { MAX_LINE_BYTES } from './object-lines';

/** A separator that landing keeps out of bronze lines, so that every line is one column. */
const SEPARATOR = String.raw`E'\x01'`;
/** Room for a foreign line of the longest kind, every byte of it escaped. Bytes. */
const MAX_FOREIGN_BYTES = 8 * MAX_LINE_BYTES;
/** Read at a time, by each thread several; DuckDB would take 16 longest lines. */
const BUFFER_BYTES = 2 * MAX_LINE_BYTES;
/** Beside the objects' metadata, which is no object either. */
const MEMORY = join('.metadata', '.lines');

/** Names of objects by the day on which they arrived, YYYY/MM/DD. */
export type ObjectsByDay = ReadonlyMap<string, ReadonlySet<string>>;

/** Which objects a view shows. @default all */
export type Shown = { readonly window?: Window } | { readonly objects: ObjectsByDay };

/** Files of the objects that a view shows. */
export interface BronzeFiles {
  /** Objects that the lake wrote, as paths or patterns. */
  readonly ours: readonly string[];
  /** Lines of the others, as {@link checkDay} has written them out. */
  readonly foreign: readonly string[];
  /** Paths of the objects that are shown. @default all */
  readonly only?: readonly string[];
}

/** Looks through the objects of a dataset that are to be shown. */
export async function bronzeFiles(dataset: Dataset, bronze: string, shown: Shown = {}): Promise<BronzeFiles> {
  const directory = join(bronze, dataset.bronze);
  const only = 'objects' in shown ? shown.objects : undefined;
  const window = 'objects' in shown ? undefined : shown.window;
  const ours: string[] = [];
  const foreign: string[] = [];
  for (const day of only ? [...only.keys()] : await daysOf(directory)) {
    if (window && (day < window.from || day > window.to)) continue;
    const checked = await checkDay(directory, day, join(bronze, MEMORY, dataset.bronze));
    const folder = join(directory, ...day.split('/'));
    const names = only?.get(day);
    if (names) ours.push(...checked.ours.filter((path) => names.has(basename(path))));
    else if (checked.isWhole && (await areAllJson(folder))) ours.push(join(folder, '*.json'));
    else ours.push(...checked.ours);
    if (checked.foreign !== undefined) foreign.push(checked.foreign);
  }
  return { ours, foreign, ...(only && { only: pathsOf(directory, only) }) };
}

/**
 * The bronze table as a view over some of its objects. Objects that the lake wrote are read as they are; lines of
 * others are read one by one, so that none of them keeps the rest from being read.
 */
export function viewOf(dataset: Dataset, { ours, foreign, only }: BronzeFiles): string {
  const parts = [
    ...(ours.length > 0 ? [own(ours)] : []),
    ...(foreign.length > 0 ? [`SELECT record, path FROM ${others(foreign, only)}`] : []),
  ];
  const rows =
    parts.length > 0 ? parts.join('\nUNION ALL\n') : `SELECT NULL AS record, '' AS path WHERE false`;
  return `CREATE OR REPLACE VIEW bronze."${dataset.bronze}" AS
SELECT record::VARCHAR AS record, path AS "$path", regexp_extract(path, '(\\d{4}/\\d{2}/\\d{2})/[^/]+$', 1) AS dt
FROM (${rows})`;
}

export async function bronzeView(dataset: Dataset, bronze: string, shown: Shown = {}): Promise<string> {
  return viewOf(dataset, await bronzeFiles(dataset, bronze, shown));
}

/**
 * Gives quarantined records of objects that the lake didn't write the line they stand in: who reads an object line by
 * line knows it, which an engine doesn't tell.
 */
export function numberForeignLines(dataset: Dataset, { foreign, only }: BronzeFiles): string {
  return `UPDATE ${qualified(quarantineTable)} AS q SET source_line = f.line
FROM (SELECT record, regexp_extract(path, '[^/]+/\\d{4}/\\d{2}/\\d{2}/[^/]+$') AS object, min(line) AS line
  FROM ${others(foreign, only)} GROUP BY ALL) AS f
WHERE q.dataset = '${dataset.name}' AND q.source_line IS NULL AND f.line IS NOT NULL
  AND q.source_object = f.object AND q.record = f.record`;
}

function own(globs: readonly string[]): string {
  return `SELECT record, filename AS path
FROM read_csv([${globs.map(quoted).join(', ')}], columns = {'record': 'VARCHAR'}, delim = ${SEPARATOR}, quote = '', escape = '',
  comment = '', header = false, auto_detect = false, max_line_size = ${MAX_LINE_BYTES}, buffer_size = ${BUFFER_BYTES}, filename = true)`;
}

const pathsOf = (directory: string, objects: ObjectsByDay): string[] =>
  [...objects].flatMap(([day, names]) => [...names].map((name) => join(directory, ...day.split('/'), name)));

/** @param only paths of objects; default: all */
function others(files: readonly string[], only?: readonly string[]): string {
  return `read_json([${files.map(quoted).join(', ')}], columns = {'record': 'VARCHAR', 'path': 'VARCHAR', 'line': 'BIGINT'},
  format = 'newline_delimited', maximum_object_size = ${MAX_FOREIGN_BYTES})${only ? ` WHERE path IN (${only.map(quoted).join(', ')})` : ''}`;
}

/** Whether a glob for `.json` finds the files that were looked through and nothing else. */
async function areAllJson(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.every((entry) => entry.isFile() && /^[^._].*\.json$/.test(entry.name));
}
