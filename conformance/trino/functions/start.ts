import { join } from 'node:path';
import { cachedByMaven } from '../cache';
import { javaOf } from '../java';
import { startJava } from '../java-process';
import { trinoAt, type Trino } from '../trino';

const PLACE = { catalog: 'memory', schema: 'default' };

/**
 * The Trino that says what a statement means: the last version for Java 17, near to Athena's engine version 3, with
 * tables in memory (catalogs `memory` and `tpch`). One that runs already, from `TRINO_URL`; else a new one.
 *
 * @throws Error when Java or Maven is missing
 */
export async function startFunctions(): Promise<Trino> {
  const url = process.env.TRINO_URL;
  if (url !== undefined) return trinoAt(url, PLACE);
  const lib = await cachedByMaven('functions', join(__dirname, 'pom.xml'), 'copy-dependencies');
  const java = await startJava(
    await javaOf(17),
    [
      '-Xmx2g',
      '--add-opens=java.base/java.nio=ALL-UNNAMED',
      '-cp',
      join(lib, '*'),
      join(__dirname, 'Oracle.java'),
    ],
    /READY (\S+)/,
  );
  return trinoAt(java.ready, PLACE, java);
}
