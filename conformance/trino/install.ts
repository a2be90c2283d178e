import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = __dirname;
/** Not in Git: what Maven fetches, once per version. */
export const CACHE = join(HERE, '..', '.cache');

/** Fetches the Trino of `pom.xml` with Maven, once. @returns the directory of its jars */
export async function installTrino(): Promise<string> {
  const pom = join(HERE, 'pom.xml');
  const key = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const lib = join(CACHE, `trino-${key}`);
  if (existsSync(lib)) return lib;
  const fresh = `${lib}.${process.pid}`;
  await mkdir(CACHE, { recursive: true });
  await rm(fresh, { recursive: true, force: true });
  await run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${fresh}`], {
    maxBuffer: 64 * 1024 * 1024,
  });
  // Another process may have been quicker.
  await rename(fresh, lib).catch(async () => rm(fresh, { recursive: true, force: true }));
  return lib;
}
