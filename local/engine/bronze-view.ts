import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../core/contracts';
import { quoted } from './duckdb-types';

/** A separator that landing keeps out of bronze lines, so that every line is one column. */
const SEPARATOR = String.raw`E'\x01'`;
/** Longest bronze line: the largest record of the stream and what landing adds to it. Bytes. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** Days of arrival, YYYY/MM/DD, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** The bronze table as a view over the objects of the days in the window. @param window default: every day */
export async function bronzeView(dataset: Dataset, bronze: string, window?: Window): Promise<string> {
  const days = await daysOf(join(bronze, dataset.bronze));
  const wanted = days.filter((day) => !window || (day >= window.from && day <= window.to));
  const name = `bronze."${dataset.bronze}"`;
  if (wanted.length === 0) {
    return `CREATE OR REPLACE VIEW ${name} AS SELECT NULL::VARCHAR AS record, NULL::VARCHAR AS "$path", NULL::VARCHAR AS dt WHERE false`;
  }
  const globs = wanted.map((day) => quoted(join(bronze, dataset.bronze, ...day.split('/'), '*.json')));
  return `CREATE OR REPLACE VIEW ${name} AS
SELECT record, filename AS "$path", regexp_extract(filename, '(\\d{4}/\\d{2}/\\d{2})/[^/]+$', 1) AS dt
FROM read_csv([${globs.join(', ')}], columns = {'record': 'VARCHAR'}, delim = ${SEPARATOR}, quote = '', escape = '',
  comment = '', header = false, auto_detect = false, max_line_size = ${MAX_LINE_BYTES}, filename = true)`;
}

/** The days a dataset has bronze objects for, oldest first. */
export async function daysOf(directory: string): Promise<string[]> {
  const days: string[] = [];
  for (const year of await folders(directory, /^\d{4}$/)) {
    for (const month of await folders(join(directory, year), /^\d{2}$/)) {
      for (const day of await folders(join(directory, year, month), /^\d{2}$/)) {
        const files = await readdir(join(directory, year, month, day));
        if (files.some((file) => file.endsWith('.json'))) days.push(`${year}/${month}/${day}`);
      }
    }
  }
  return days;
}

async function folders(directory: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && name.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}
