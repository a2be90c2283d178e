import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Days of arrival, YYYY/MM/DD, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** A file that lies where a dataset's objects of a day are. */
export interface DayFile {
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly modifiedAt: number;
}

/** The days a dataset has bronze objects for, oldest first. @param directory the dataset's place in bronze */
export async function daysOf(directory: string): Promise<string[]> {
  const days: string[] = [];
  for (const year of await folders(directory, /^\d{4}$/)) {
    for (const month of await folders(join(directory, year), /^\d{2}$/)) {
      for (const day of await folders(join(directory, year, month), /^\d{2}$/)) {
        const names = await readdir(join(directory, year, month, day));
        if (names.some(isObject)) days.push(`${year}/${month}/${day}`);
      }
    }
  }
  return days;
}

/** What Athena would read of a day: every file, but not what is named as hidden. */
export async function filesOf(directory: string, day: string): Promise<DayFile[]> {
  const folder = join(directory, ...day.split('/'));
  const files: DayFile[] = [];
  for (const name of (await readdir(folder)).filter(isObject).sort()) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) files.push({ path, name, size: found.size, modifiedAt: found.mtimeMs });
  }
  return files;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html on names with `_` and `.` */
function isObject(name: string): boolean {
  return !/^[._]/.test(name);
}

async function folders(directory: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && name.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}
