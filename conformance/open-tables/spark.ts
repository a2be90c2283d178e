import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cachedByMaven, cachedByPip } from '../trino/cache';
import { DIGEST, type Found, type Reader } from './found';

/** Spark, with a catalog whose warehouse is the lake's directory. */
export async function startSpark(): Promise<Reader> {
  const folder = join(__dirname, 'spark');
  const jars = await cachedByMaven('spark', join(folder, 'pom.xml'), 'copy-dependencies');
  const home = await cachedByPip('pyspark', join(folder, 'requirements.txt'));
  const paths = (await readdir(jars)).map((name) => join(jars, name)).join(',');
  const child = spawn(join(home, 'bin', 'python'), [join(folder, 'read.py'), paths, DIGEST], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: ownEnvironment(),
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    read: async (lake) => {
      child.stdin.write(`${lake}\n`);
      const found: Found[] = [];
      for (;;) {
        const line: IteratorResult<string, unknown> = await lines.next();
        if (line.done === true) throw new Error('Spark has ended; what it said stands above');
        if (line.value === '') return found;
        if (line.value.startsWith('{')) found.push(JSON.parse(line.value) as Found);
      }
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** What a machine's settings say of another Spark is nothing to this one. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(SPARK|PYSPARK|HADOOP)_/.test(name));
  return { ...Object.fromEntries(others), SPARK_LOCAL_IP: '127.0.0.1', PYTHONWARNINGS: 'ignore' };
}
