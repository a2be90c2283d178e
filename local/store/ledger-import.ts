import { access, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from './durable-file';
import { FileLock } from './file-lock';
import { lineOf } from './ledger-index';

/** How an entry stood in a file of its own until version 0.1. */
interface Stored {
  readonly id: string;
  readonly version: number;
  readonly value: unknown;
  readonly expiresAt?: string;
}

/** Takes over a collection that has a file per entry in the folder `base`. */
export async function importFiles(base: string): Promise<void> {
  const has = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  if (!(await has(base))) return;
  const lock = await FileLock.acquire(`${base}.lock`);
  try {
    if (!(await has(base))) return;
    if (!(await has(`${base}.log`)))
      await replaceDurably(`${base}.log`, await linesIn(base), `${base}.scratch`);
    await rm(base, { recursive: true });
  } finally {
    await lock.release();
  }
}

async function linesIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const lines: string[] = [];
  for (const name of names) {
    const { id, version, value, expiresAt } = JSON.parse(
      await readFile(join(folder, name), 'utf8'),
    ) as Stored;
    const expires = expiresAt === undefined ? null : Date.parse(expiresAt);
    lines.push(lineOf({ id, version, expiresAt: expires, text: JSON.stringify(value) }));
  }
  return lines.join('');
}
