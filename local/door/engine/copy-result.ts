import { closeSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Translation } from '../../../sql-bridge';
import type { DuckDbEngine } from '../../engine/duckdb-engine';
import { createForOwner, resultTooLarge } from '../results/result-file';

/** Milliseconds between two looks at how large a result has become. */
const LOOK_MS = 50;

export interface Copied {
  readonly rows: number;
  readonly resultBytes: number;
}

/**
 * Has the engine write a result's file by itself. A file that isn't whole doesn't stay.
 *
 * @param options of COPY, in DuckDB's words
 * @param limit bytes that the file may have
 * @throws SqlError
 */
export async function copyResult(
  engine: DuckDbEngine,
  translation: Translation,
  path: string,
  options: string,
  limit: number,
): Promise<Copied> {
  // DuckDB writes into what is there, and leaves its permissions.
  closeSync(createForOwner(path));
  let isTooLarge = false;
  const watch = setInterval(() => {
    isTooLarge ||= sizeOf(path) > limit;
    if (isTooLarge) engine.interrupt();
  }, LOOK_MS);
  try {
    const rows = await engine.copy(translation, resolve(path), `${options}, USE_TMP_FILE false`);
    const resultBytes = sizeOf(path);
    if (resultBytes > limit) throw resultTooLarge(limit);
    return { rows, resultBytes };
  } catch (error) {
    rmSync(path, { force: true });
    throw isTooLarge ? resultTooLarge(limit) : error;
  } finally {
    clearInterval(watch);
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
