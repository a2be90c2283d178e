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

  async stop(): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await exited;
  }

  protected async up(command: string, options: readonly string[]): Promise<void> {
    const log = openSync(join(this.directory, 'server.log'), 'a');
    this.process = spawn(command, options, { stdio: ['ignore', log, log], ...AS });
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`${command} has ended; see server.log`);
      try {
        this.run('SELECT 1');
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

  run(sql: string): string {
    const options = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-qX', '--csv', '-t'];
    return execFileSync('psql', [...options, '-v', 'ON_ERROR_STOP=1'], {
      input: sql,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    });
  }
}

function binary(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions[0] === undefined ? name : join(root, versions[0], 'bin', name);
}
