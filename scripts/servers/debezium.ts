import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MariaDb, type Postgres } from './database-server';
import { jars } from './jars';

/** Settings by which changes of PostgreSQL's tables are told. @param tables such as `public.units`, with commas between */
export function changesOf(database: Postgres, tables: string): Readonly<Record<string, string>> {
  return {
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'plugin.name': 'pgoutput',
    'publication.autocreate.mode': 'filtered',
    'table.include.list': tables,
    'database.hostname': '127.0.0.1',
    'database.port': String(database.port),
    'database.user': 'postgres',
    'database.dbname': 'postgres',
  };
}

/** The same of tables of MariaDB, read as one of MySQL. @param directory where what it knows of their columns is kept */
export function changesOfMariaDb(
  database: MariaDb,
  tables: string,
  directory: string,
): Readonly<Record<string, string>> {
  return {
    'connector.class': 'io.debezium.connector.mysql.MySqlConnector',
    'schema.history.internal': 'io.debezium.storage.file.history.FileSchemaHistory',
    'schema.history.internal.file.filename': join(directory, 'schema-history'),
    'include.schema.changes': 'false',
    'table.include.list': tables,
    'database.hostname': '127.0.0.1',
    'database.port': String(database.port),
    'database.user': MariaDb.LOGIN.username,
    'database.password': MariaDb.LOGIN.password,
    'database.server.id': '5400',
    'database.ssl.mode': 'disabled',
  };
}

/** Debezium between a database and a broker. */
export class Debezium {
  private process: ChildProcess | undefined;

  constructor(
    private readonly directory: string,
    private readonly broker: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Starts it, also after it was killed: it goes on where it has committed. */
  up(): void {
    mkdirSync(this.directory, { recursive: true });
    const file = join(this.directory, 'debezium.properties');
    const all = {
      name: 'engine',
      'offset.storage': 'org.apache.kafka.connect.storage.FileOffsetBackingStore',
      'offset.storage.file.filename': join(this.directory, 'offsets'),
      'offset.flush.interval.ms': '100',
      'topic.prefix': 'fleet',
      'decimal.handling.mode': 'string',
      'skipped.operations': 'none',
      'converter.schemas.enable': 'false',
      'poll.interval.ms': '50',
      ...this.settings,
    };
    writeFileSync(
      file,
      Object.entries(all)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    );
    const log = openSync(join(this.directory, 'debezium.log'), 'a');
    const quick = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
    const source = join(__dirname, 'Changes.java');
    this.process = spawn('java', [...quick, '-cp', jars(), source, file, this.broker], {
      stdio: ['ignore', log, log],
    });
  }

  get isUp(): boolean {
    return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  async kill(): Promise<void> {
    if (!this.process || !this.isUp) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  /** Waits until the broker has every change that PostgreSQL has committed by now. */
  async toldAll(database: Postgres, signal?: AbortSignal): Promise<void> {
    const asks = (sql: string): boolean => database.run(sql).trim() === 't';
    while (!asks('SELECT count(*) > 0 FROM pg_replication_slots')) await sleep(200, undefined, { signal });
    const now = database.run('SELECT pg_current_wal_lsn()').trim();
    do {
      if (this.process?.exitCode !== null) throw new Error('Debezium has ended; see debezium.log');
      // A position is confirmed with the change after it: here is one that is of no table.
      database.run("SELECT pg_logical_emit_message(true, 'mark', '')");
      await sleep(200, undefined, { signal });
    } while (!asks(`SELECT bool_and(confirmed_flush_lsn > '${now}') FROM pg_replication_slots`));
  }
}
