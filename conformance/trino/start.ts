import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runOnTrino, type TrinoAnswer } from './client';
import { installTrino } from './install';

/** A Trino that answers. */
export interface Trino {
  /** Where it listens, on this machine only. */
  readonly url: string;
  /** @throws TrinoError when Trino refuses the statement */
  query(sql: string, session?: { readonly catalog?: string; readonly schema?: string }): Promise<TrinoAnswer>;
  close(): Promise<void>;
}

/** A start takes about 15 s with the jars in place; beyond this it hangs. Milliseconds. */
const START_TIMEOUT = 180_000;

/**
 * A Trino that runs already, from `TRINO_URL`; else a new one.
 *
 * @throws Error when Java or Maven is missing
 */
export async function openTrino(): Promise<Trino> {
  const url = process.env.TRINO_URL;
  if (!url) return startTrino();
  return { url, query: async (sql, session) => runOnTrino(url, sql, session), close: async () => undefined };
}

/** Starts Trino with tables in memory (catalogs `memory` and `tpch`). Needs Java 17 and Maven. */
async function startTrino(): Promise<Trino> {
  const lib = await installTrino();
  const java = spawn(
    'java',
    [
      '-Xmx2g',
      '--add-opens=java.base/java.nio=ALL-UNNAMED',
      '-cp',
      join(lib, '*'),
      join(__dirname, 'Oracle.java'),
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const url = await ready(java);
  return {
    url,
    query: async (sql, session) => runOnTrino(url, sql, session),
    close: async () => {
      const ended = new Promise((resolve) => java.once('exit', resolve));
      java.stdin?.end();
      await ended;
    },
  };
}

/** Trino takes standard output for its log and writes that to standard error. */
async function ready(java: ChildProcess): Promise<string> {
  const hanging = setTimeout(() => java.kill(), START_TIMEOUT);
  try {
    for await (const line of createInterface({ input: java.stderr! })) {
      const url = /READY (\S+)/.exec(line)?.[1];
      if (url !== undefined) {
        java.stderr!.resume();
        return url;
      }
    }
    throw new Error('Trino ended before it was ready; run `java -version` (17 is needed) and `mvn -v`.');
  } finally {
    clearTimeout(hanging);
  }
}
