import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pRetry from 'p-retry';

const execute = promisify(execFile);

/** Further attempts, since a network fails now and then. */
const RETRIES = 2;

/** Not in Git: what was fetched, once per version. */
const CACHE = join(__dirname, '..', '.cache');

/**
 * The directory that something is fetched into, once for a content of the file that names it.
 *
 * @param fetch fills the directory whose path it gets
 */
export async function cached(
  name: string,
  key: string,
  fetch: (directory: string) => Promise<void>,
): Promise<string> {
  const directory = join(CACHE, `${name}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`);
  if (existsSync(directory)) return directory;
  const fresh = `${directory}.${process.pid}`;
  await mkdir(CACHE, { recursive: true });
  await rm(fresh, { recursive: true, force: true });
  await fetch(fresh);
  // Another process may have been quicker.
  await rename(fresh, directory).catch(async () => rm(fresh, { recursive: true, force: true }));
  return directory;
}

let fetched: Promise<unknown> = Promise.resolve();

/**
 * What Maven fetches for a `pom.xml` by a goal of its dependency plugin. One after another: two runs of Maven that
 * fill one local repository at once spoil it.
 */
export async function cachedByMaven(name: string, pom: string, goal: string): Promise<string> {
  const key = await readFile(pom, 'utf8');
  const mine = fetched.then(async () =>
    cached(name, key, async (directory) =>
      pRetry(
        async () => run('mvn', '-q', '-B', '-f', pom, `dependency:${goal}`, `-DoutputDirectory=${directory}`),
        { retries: RETRIES },
      ),
    ),
  );
  fetched = mine.catch(() => undefined);
  return mine;
}

/**
 * An environment of Python with the packages that a file names, for its `bin/python`; scripts in it lead to where it was made.
 *
 * @see https://pip.pypa.io/en/stable/topics/python-option/ why it has no pip of its own
 */
export async function cachedByPip(name: string, requirements: string): Promise<string> {
  return cached(name, await readFile(requirements, 'utf8'), async (directory) => {
    const python = join(directory, 'bin', 'python');
    const quietly = ['--quiet', '--disable-pip-version-check', '--no-compile'];
    await run('python3', '-m', 'venv', '--without-pip', directory);
    await pRetry(
      async () => run('python3', '-m', 'pip', '--python', python, 'install', ...quietly, '-r', requirements),
      { retries: RETRIES },
    );
  });
}

export async function run(command: string, ...parameters: readonly string[]): Promise<void> {
  await execute(command, parameters, { maxBuffer: 64 * 1024 * 1024 });
}
