import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset } from '../../core/contracts';
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

/**
 * The bronze table as a view over some of its objects. Objects that the lake wrote are read as they are; lines of
 * others are read one by one, so that none of them keeps the rest from being read.
 */
export async function bronzeView(dataset: Dataset, bronze: string, shown: Shown = {}): Promise<string> {
  const directory = join(bronze, dataset.bronze);
  const only = 'objects' in shown ? shown.objects : undefined;
  const window = 'objects' in shown ? undefined : shown.window;
  const globs: string[] = [];
  const foreign: string[] = [];
  for (const day of only ? [...only.keys()] : await daysOf(directory)) {
    if (window && (day < window.from || day > window.to)) continue;
    const checked = await checkDay(directory, day, join(bronze, MEMORY, dataset.bronze));
    const folder = join(directory, ...day.split('/'));
    const names = only?.get(day);
    if (names) globs.push(...checked.ours.filter((path) => names.has(basename(path))));
    else if (checked.isWhole && (await areAllJson(folder))) globs.push(join(folder, '*.json'));
    else globs.push(...checked.ours);
    if (checked.foreign !== undefined) foreign.push(checked.foreign);
  }
  const parts = [
    ...(globs.length > 0 ? [own(globs)] : []),
    ...(foreign.length > 0 ? [others(foreign, only && pathsOf(directory, only))] : []),
  ];
  const rows =
    parts.length > 0 ? parts.join('\nUNION ALL\n') : `SELECT NULL AS record, '' AS path WHERE false`;
  return `CREATE OR REPLACE VIEW bronze."${dataset.bronze}" AS
SELECT record::VARCHAR AS record, path AS "$path", regexp_extract(path, '(\\d{4}/\\d{2}/\\d{2})/[^/]+$', 1) AS dt
FROM (${rows})`;
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
  return `SELECT record, path FROM read_json([${files.map(quoted).join(', ')}], columns = {'record': 'VARCHAR', 'path': 'VARCHAR'},
  format = 'newline_delimited', maximum_object_size = ${MAX_FOREIGN_BYTES})${only ? ` WHERE path IN (${only.map(quoted).join(', ')})` : ''}`;
}

/** Whether a glob for `.json` finds the files that were looked through and nothing else. */
async function areAllJson(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.every((entry) => entry.isFile() && /^[^._].*\.json$/.test(entry.name));
}
