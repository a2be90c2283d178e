import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';

/** A database server of a test file's own, on loopback, in a directory that goes with it. */
export interface DatabaseServer {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Runs statements as the owner. */
  run(sql: string): Promise<void>;
  stop(): Promise<void>;
}

const LOGIN = { username: 'lake', password: 'CANARY-secret', database: 'fleet' } as const;
/** Ports that a server may find taken. */
const TRIES = 5;

/** Root may run neither server. */
const isRoot = userInfo().uid === 0;
const asUser = (user: string): { uid?: number; gid?: number } => {
  if (!isRoot) return {};
  const id = (flag: string): number => Number(spawnSync('id', [flag, user]).stdout.toString());
  return { uid: id('-u'), gid: id('-g') };
};

export async function startPostgreSql(): Promise<DatabaseServer> {
  let port = 0;
  const [version = ''] = readdirSync('/usr/lib/postgresql').sort().reverse();
  const bin = `/usr/lib/postgresql/${version}/bin`;
  const owner = asUser('postgres');
  const directory = directoryOf(owner);
  const data = join(directory, 'data');
  const made = spawnSync(
    `${bin}/initdb`,
    ['-D', data, '-U', 'owner', '--auth-local=trust', '--auth-host=scram-sha-256', '-N', '--locale=C.UTF-8'],
    {
      ...owner,
      cwd: directory,
    },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr.toString()}`);
  const settings = [
    'fsync=off',
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'max_connections=20',
  ];
  const run = async (sql: string, database: string = LOGIN.database): Promise<void> => {
    const client = new Client({ host: directory, port, database, user: 'owner' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const server = await started(
    (free) => {
      port = free;
      return spawn(
        `${bin}/postgres`,
        ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
        { ...owner, cwd: directory, stdio: 'ignore' },
      );
    },
    () => run('SELECT 1', 'postgres'),
  );
  await run(`CREATE DATABASE ${LOGIN.database}`, 'postgres');
  await run(`CREATE ROLE ${LOGIN.username} LOGIN PASSWORD '${LOGIN.password}'`);
  return { ...LOGIN, port, run: (sql) => run(sql), stop: () => stopped(server, directory) };
}

export async function startMariaDb(): Promise<DatabaseServer> {
  let port = 0;
  const owner = asUser('mysql');
  const directory = directoryOf(owner);
  const data = join(directory, 'data');
  const common = ['--no-defaults', `--datadir=${data}`];
  const made = spawnSync(
    'mariadb-install-db',
    [...common, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { ...owner, cwd: directory },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db: ${made.stderr.toString()}`);
  const socketPath = join(directory, 'socket');
  const run = async (sql: string, database: string = LOGIN.database): Promise<void> => {
    const connection = await createConnection({
      socketPath,
      database,
      user: 'root',
      multipleStatements: true,
    });
    try {
      await connection.query(sql);
    } finally {
      connection.destroy();
    }
  };
  const server = await started(
    (free) => {
      port = free;
      return spawn(
        '/usr/sbin/mariadbd',
        [
          ...common,
          `--port=${port}`,
          '--bind-address=127.0.0.1',
          `--socket=${socketPath}`,
          `--pid-file=${join(directory, 'pid')}`,
          '--innodb-flush-log-at-trx-commit=0',
        ],
        { ...owner, cwd: directory, stdio: 'ignore' },
      );
    },
    () => run('SELECT 1', 'mysql'),
  );
  await run(
    `CREATE DATABASE ${LOGIN.database}; CREATE USER ${LOGIN.username}@'%' IDENTIFIED BY '${LOGIN.password}'`,
    'mysql',
  );
  return { ...LOGIN, port, run: (sql) => run(sql), stop: () => stopped(server, directory) };
}

function directoryOf({ uid, gid }: { uid?: number; gid?: number }): string {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-database-'));
  if (uid !== undefined && gid !== undefined) chownSync(directory, uid, gid);
  return directory;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a server that answers by its own socket; one that ends, as somebody has taken its port, is started on another. */
async function started(on: (port: number) => ChildProcess, ask: () => Promise<void>): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    const server = on(await freePort());
    const ended = (): boolean => server.exitCode !== null || server.signalCode !== null;
    for (;;) {
      try {
        await ask();
        return server;
      } catch (error) {
        if (ended() && attempt === TRIES) throw error;
        if (ended()) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}

async function stopped(server: ChildProcess, directory: string): Promise<void> {
  const ended = new Promise((resolve) => server.once('close', resolve));
  server.kill('SIGKILL');
  await ended;
  if (existsSync(directory)) rmSync(directory, { recursive: true, force: true });
}
