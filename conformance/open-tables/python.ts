import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, run } from '../trino/cache';
import { DIGEST, type Found, type Reader } from './found';

/** pyiceberg, and DuckDB's `iceberg_scan`. */
export async function startPython(): Promise<Reader> {
  const folder = join(__dirname, 'python');
  const python = await pythonWith(join(folder, 'requirements.txt'), 'open-tables');
  return {
    read: async (lake) => {
      const parameters = [join(folder, 'read.py'), lake, DIGEST];
      const { stdout } = await promisify(execFile)(python, parameters, { maxBuffer: 64 * 1024 * 1024 });
      return stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Found);
    },
    close: async () => {},
  };
}

/** A Python with the packages of a file, which are fetched once. */
export async function pythonWith(requirements: string, name: string): Promise<string> {
  const home = await cached(name, await readFile(requirements, 'utf8'), async (directory) => {
    await run('python3', '-m', 'venv', directory);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    await run(join(directory, 'bin', 'python'), ...pip);
  });
  return join(home, 'bin', 'python');
}
