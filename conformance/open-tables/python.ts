import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedByPip } from '../trino/cache';
import { DIGEST, type Found, type Reader } from './found';

/** pyiceberg, and DuckDB's `iceberg_scan`. */
export async function startPython(): Promise<Reader> {
  const folder = join(__dirname, 'python');
  const home = await cachedByPip('open-tables', join(folder, 'requirements.txt'));
  return {
    read: async (lake) => {
      const parameters = [join(folder, 'read.py'), lake, DIGEST];
      const { stdout } = await promisify(execFile)(join(home, 'bin', 'python'), parameters, {
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Found);
    },
    close: async () => {},
  };
}
