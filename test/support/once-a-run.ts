import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Computes something once for all test files of a run, which have no memory in common. It must survive JSON. */
export async function onceARun<T>(name: string, compute: () => Promise<T>): Promise<T> {
  const path = join(process.env.HEADWATER_TEST_RUN ?? '', `${name}.json`);
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) return JSON.parse(known) as T;
  const value = await compute();
  const scratch = `${path}.${randomUUID()}`;
  await writeFile(scratch, JSON.stringify(value));
  await rename(scratch, path);
  return value;
}
