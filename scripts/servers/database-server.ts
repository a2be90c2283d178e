import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './kafka-broker';

/** A database of its own on loopback, which tells its changes. */
export abstract class DatabaseServer {
  protected process: ChildProcess | undefined;

  constructor(
    protected readonly directory: string,
    readonly port: number,
  ) {}

  /** Runs statements; what they print, as CSV without a header. */
  abstract run(sql: string): string;

  /** Which it ends by without waiting for its clients. */
  protected readonly end: NodeJS.Signals = 'SIGINT';

  /** @throws Error until it answers */
  protected isUp(): void {
    this.run('SELECT 1');
  }

  async stop(): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill(this.end);
    await exited;
  }

  /** Ends it as a crash does, and starts it again. */
  async crash(): Promise<void> {
    const exited = this.process && this.process.exitCode === null ? once(this.process, 'exit') : undefined;
    // At once, without a checkpoint: it recovers from its log.
    this.process?.kill('SIGQUIT');
    await exited;
    const [command = '', ...options] = this.started;
    await this.up(command, options);
  }

  private started: readonly string[] = [];

  protected async up(command: string, options: readonly string[]): Promise<void> {
    const log = openSync(join(this.directory, 'server.log'), 'a');
    this.started = [command, ...options];
    this.process = spawn(command, options, { stdio: ['ignore', log, log], ...AS });
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`${command} has ended; see server.log`);
      try {
        this.isUp();
        return;
      } catch {
        await sleep(300);
      }
    }
  }
}

/** Servers of databases refuse to run as root. */
const AS = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));
}

function directoryFor(root: string, name: string): string {
  const directory = join(root, name);
  mkdirSync(directory, { recursive: true });
  if (AS.uid !== undefined) {
    chmodSync(root, 0o755);
    chownSync(directory, AS.uid, AS.gid);
  }
  return directory;
}

/** PostgreSQL with logical decoding. */
export class Postgres extends DatabaseServer {
  static async start(root: string): Promise<Postgres> {
    const directory = directoryFor(root, 'postgres');
    const options = { ...AS, stdio: 'ignore' } as const;
    const data = join(directory, 'data');
    execFileSync(
      binary('initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'],
      options,
    );
    const server = new Postgres(directory, await freePort());
    const settings = [
      'wal_level=logical',
      'fsync=off',
      `unix_socket_directories=${directory}`,
      'TimeZone=UTC',
    ];
    await server.up(binary('postgres'), [
      ...['-D', data, '-p', String(server.port), '-h', '127.0.0.1'],
      ...settings.flatMap((setting) => ['-c', setting]),
    ]);
    return server;
  }

  /** Runs statements without waiting for them meanwhile. */
  async runSoon(sql: string): Promise<void> {
    const client = spawn('psql', this.options, { stdio: ['pipe', 'ignore', 'ignore'] });
    client.stdin.on('error', () => undefined).end(sql);
    const [code] = (await once(client, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`psql ended with ${code}`);
  }

  private get options(): string[] {
    const options = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-qX', '--csv', '-t'];
    return [...options, '-v', 'ON_ERROR_STOP=1'];
  }

  run(sql: string): string {
    return execFileSync('psql', this.options, {
      input: sql,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    });
  }
}

/** MariaDB with a log of rows. */
export class MariaDb extends DatabaseServer {
  static readonly LOGIN = { username: 'debezium', password: 'changes' } as const;

  static async start(root: string): Promise<MariaDb> {
    const directory = directoryFor(root, 'mariadb');
    const common = ['--no-defaults', `--datadir=${join(directory, 'data')}`];
    execFileSync(
      'mariadb-install-db',
      [...common, '--auth-root-authentication-method=normal', '--skip-test-db'],
      { ...AS, stdio: 'ignore' },
    );
    const server = new MariaDb(directory, await freePort());
    await server.up('/usr/sbin/mariadbd', [
      ...common,
      `--port=${server.port}`,
      '--bind-address=127.0.0.1',
      `--socket=${server.socket}`,
      `--pid-file=${join(directory, 'pid')}`,
      // By its own version readers of MySQL's log take it for one that has newer statements.
      '--version=5.7.19-MariaDB',
      '--log-bin=changes',
      '--server-id=1',
      '--binlog-format=ROW',
      '--binlog-row-image=FULL',
      '--character-set-server=utf8mb4',
      '--default-time-zone=+00:00',
      '--innodb-flush-log-at-trx-commit=0',
    ]);
    const { username, password } = MariaDb.LOGIN;
    server.run(
      `CREATE DATABASE fleet; CREATE USER ${username}@'%' IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO ${username}@'%';`,
      'mysql',
    );
    return server;
  }

  run(sql: string, database = 'fleet'): string {
    return execFileSync('mariadb', ['--no-defaults', '-S', this.socket, '-u', 'root', '-NBr', database], {
      input: sql,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    });
  }

  private get socket(): string {
    return join(this.directory, 'socket');
  }

  protected override isUp(): void {
    this.run('SELECT 1', 'mysql');
  }

  protected override readonly end: NodeJS.Signals = 'SIGTERM';
}

function binary(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions[0] === undefined ? name : join(root, versions[0], 'bin', name);
}
