import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cachedByMaven } from '../cache';
import { javaOf } from '../java';
import { startJava } from '../java-process';
import { trinoAt, type Trino } from '../trino';

const PLACE = { catalog: 'iceberg', schema: 'silver' };

/**
 * Starts the Trino that has tables as the deployed lake has: Iceberg, and Hive over text for bronze. A table that
 * one catalog doesn't know is found in the other, as there is only one on AWS.
 *
 * @param root directory that `local:///` stands for
 * @param scratch directory for its settings and logs
 * @param metastore directory of the catalog below it
 */
export async function startLakehouse(
  root: string,
  scratch: string,
  metastore = '/metastore',
): Promise<Trino> {
  const home = await cachedByMaven('lakehouse', join(__dirname, 'pom.xml'), 'unpack');
  const port = await freePort();
  const config = join(scratch, 'config.properties');
  const catalogs = join(scratch, 'catalog');
  for (const directory of [root, catalogs]) await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(config, lines(settings(port, home, catalogs)));
  for (const [name, catalog] of Object.entries(catalogSettings(root, metastore)))
    await writeFile(join(catalogs, `${name}.properties`), lines(catalog));
  const java = await startJava(
    await javaOf(24),
    [
      '-Xmx2g',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '--add-opens=java.base/java.nio=ALL-UNNAMED',
      `-Dconfig=${config}`,
      '-cp',
      join(home, `trino-server-core-${VERSION}`, 'lib', '*'),
      'io.trino.server.TrinoServer',
    ],
    /SERVER STARTED/,
    scratch,
  );
  return trinoAt(`http://127.0.0.1:${port}`, PLACE, java);
}

const VERSION = 476;

function settings(port: number, home: string, catalogs: string): Readonly<Record<string, string>> {
  return {
    'node.environment': 'conformance',
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    coordinator: 'true',
    'node-scheduler.include-coordinator': 'true',
    'http-server.http.port': String(port),
    'discovery.uri': `http://127.0.0.1:${port}`,
    'query.max-memory-per-node': '800MB',
    'query.min-expire-age': '1s',
    'query.max-history': '10',
    'plugin.dir': join(home, 'plugin'),
    'catalog.config-dir': catalogs,
  };
}

function catalogSettings(
  root: string,
  metastore: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const files = {
    'hive.metastore.catalog.dir': `local://${metastore}`,
    'fs.native-local.enabled': 'true',
    'local.location': root,
  };
  return {
    iceberg: {
      'connector.name': 'iceberg',
      'iceberg.catalog.type': 'TESTING_FILE_METASTORE',
      'iceberg.hive-catalog-name': 'hive',
      'iceberg.expire-snapshots.min-retention': '0s',
      'iceberg.register-table-procedure.enabled': 'true',
      ...files,
    },
    hive: {
      'connector.name': 'hive',
      'hive.metastore': 'file',
      'hive.partition-projection-enabled': 'true',
      // On S3 there are no directories that could be missing.
      'hive.ignore-absent-partitions': 'true',
      ...files,
    },
  };
}

const lines = (properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
