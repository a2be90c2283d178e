import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that is removed after each test of the file. */
export function temporaryDirectory(): () => string {
  return made(beforeEach, afterEach);
}

/** A directory for all tests of a file, and for what comes before the first. */
export function sharedDirectory(): () => string {
  return made(beforeAll, afterAll);
}

function made(before: typeof beforeAll, after: typeof afterAll): () => string {
  let directory: string | undefined;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'headwater-'));
  });
  after(async () => {
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    directory = undefined;
  });
  return () => {
    if (directory === undefined) throw new Error('no directory yet, or no more: ask for it within a test');
    return directory;
  };
}
