import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openOwnEngine } from './own-engine';
import { tallySuites, withSuiteTable } from './table';

const PAGE = join(__dirname, '..', '..', 'docs', 'sql.md');

/** Answers the suite on this machine and writes into the page about SQL how that went. */
export async function writeSuiteTable(): Promise<void> {
  const own = await openOwnEngine();
  try {
    await writeFile(PAGE, withSuiteTable(await readFile(PAGE, 'utf8'), await tallySuites(own)));
  } finally {
    own.close();
  }
}
