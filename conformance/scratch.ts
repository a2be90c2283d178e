import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has everything that this run and its programs put aside go into one directory, which is gone when the run ends:
 * well, by a failure or interrupted.
 */
export function keepTidy(): void {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-conformance-'));
  process.env.TMPDIR = directory;
  process.once('exit', () =>
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  );
  // Handlers of `exit` run, which end the servers, too.
  for (const signal of INTERRUPTIONS)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

/** A new directory for one purpose. */
export const scratch = (name: string): string => mkdtempSync(join(tmpdir(), `${name}-`));
