import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { replaceDurably } from '../store/durable-file';
import { filesOf, type DayFile } from './bronze-objects';
import { foreignLines, isOurs } from './object-lines';

/** The objects of one dataset and day, looked through. */
export interface CheckedDay {
  /** Objects that the lake wrote, every line of them. */
  readonly ours: readonly string[];
  /** Whether {@link ours} is all there is. */
  readonly isWhole: boolean;
  /** NDJSON of the lines of the other objects, `{record, path, line}`; undefined when there are none. */
  readonly foreign?: string;
}

/** What is remembered of an object: whether it is ours, while its size and time stay the same. */
type Known = Readonly<Record<string, readonly [size: number, modifiedAt: number, isOurs: boolean]>>;

/**
 * Looks through a day's objects, each once: what was found is kept beside bronze, where it can be thrown away.
 *
 * @param directory the dataset's place in bronze
 * @param memory where what was found is kept
 */
export async function checkDay(directory: string, day: string, memory: string): Promise<CheckedDay> {
  const file = join(memory, `${day.replaceAll('/', '-')}.json`);
  const known = await remembered(file);
  const now: Record<string, readonly [number, number, boolean]> = {};
  const files = await filesOf(directory, day);
  for (const { name, path, size, modifiedAt } of files) {
    const before = known[name];
    const isSame = before?.[0] === size && before[1] === modifiedAt;
    now[name] = [size, modifiedAt, isSame ? before[2] : await isOurs(path)];
  }
  const others = files.filter(({ name }) => now[name]?.[2] !== true);
  const foreign = file.replace(/json$/, 'foreign.ndjson');
  if (JSON.stringify(now) !== JSON.stringify(known)) {
    if (others.length > 0) await writeForeign(others, foreign);
    await replaceDurably(file, JSON.stringify(now), memory);
  }
  return {
    ours: files.filter(({ name }) => now[name]?.[2] === true).map(({ path }) => path),
    isWhole: others.length === 0,
    ...(others.length > 0 && { foreign }),
  };
}

async function remembered(file: string): Promise<Known> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Known;
  } catch {
    return {};
  }
}

async function writeForeign(files: readonly DayFile[], target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const scratch = `${target}.${randomUUID()}`;
  try {
    const out = createWriteStream(scratch, { flush: true });
    for (const { path } of files) {
      for await (const { record, line } of foreignLines(path)) {
        if (!out.write(`${JSON.stringify({ record, path, line })}\n`)) await once(out, 'drain');
      }
    }
    out.end();
    await once(out, 'close');
    await rename(scratch, target);
  } finally {
    await rm(scratch, { force: true });
  }
}
