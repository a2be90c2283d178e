import { createConnection, raw, type Connection, type RowDataPacket } from 'mysql2/promise';
import { within } from '../../../core/sources';
import { TableShapeError } from '../errors';
import type { PollSettings } from '../settings';
import type { Database, Login, PageRequest, Place, Row } from './database';
import { mysqlError } from './mysql-error';
import { fieldReader, jsonOf, placeOf, SentValue } from './mysql-values';

const PORT = 3306;
/** Longest that a connection may take. Milliseconds. */
const CONNECT_MS = 10_000;

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const NUMERIC = /^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|year)/;
const TIME = /^(timestamp|datetime|date)/;

/** MySQL or MariaDB. Values are read as the texts that the server sends, so no digit is lost on the way. */
export class MySql implements Database {
  private types: ReadonlyMap<string, string> = new Map();
  private readonly read = fieldReader((column) => this.types.get(column));

  private constructor(
    private readonly connection: Connection,
    private readonly settings: PollSettings,
    private readonly host: string,
    private readonly signal: AbortSignal,
  ) {}

  static async open(
    settings: PollSettings,
    { username, password }: Login,
    signal: AbortSignal,
  ): Promise<MySql> {
    const { host = '', port = PORT, database, tls, ca, timeoutSeconds } = settings;
    const limit = {
      what: `A connection of the database on ${host}`,
      milliseconds: CONNECT_MS + 1_000,
      signal,
    };
    const connection = await within(limit, async () =>
      createConnection({
        host,
        port,
        database,
        user: username,
        password,
        connectTimeout: CONNECT_MS,
        charset: 'utf8mb4',
        timezone: 'Z',
        rowsAsArray: true,
        ...(tls === 'verify' && { ssl: { rejectUnauthorized: true, ...(ca !== undefined && { ca }) } }),
      }),
    ).catch((error: unknown) => {
      throw mysqlError(host, error);
    });
    connection.on('error', () => undefined);
    const opened = new MySql(connection, settings, host, signal);
    try {
      const [[version] = []] = await opened.query('SELECT version()');
      await opened.query(
        String(version).includes('MariaDB')
          ? `SET SESSION max_statement_time = ${timeoutSeconds}, time_zone = '+00:00'`
          : `SET SESSION max_execution_time = ${Math.ceil(timeoutSeconds * 1_000)}, time_zone = '+00:00'`,
      );
      await opened.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await opened.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      await opened.readTypes();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  async columns(): Promise<readonly string[]> {
    return [...this.types.keys()];
  }

  async page({ part, after, since, limit }: PageRequest): Promise<readonly Row[]> {
    const { changed, key, overlap } = this.settings;
    const order = part === 'changed' && changed !== undefined ? [changed, ...key] : key;
    const values: unknown[] = [];
    const conditions = [
      ...(changed === undefined ? [] : [`${quoted(changed)} IS ${part === 'changed' ? 'NOT NULL' : 'NULL'}`]),
      ...(after ? [this.behind(order, after, values)] : []),
      ...(since !== undefined && changed !== undefined ? [this.since(changed, since, overlap, values)] : []),
    ];
    return this.rows([...this.types.keys()], order, conditions, values, limit);
  }

  async keys(after: Place | undefined, limit: number): Promise<readonly Row[]> {
    const { key } = this.settings;
    const values: unknown[] = [];
    return this.rows(key, key, after ? [this.behind(key, after, values)] : [], values, limit);
  }

  async now(): Promise<string | undefined> {
    const { changed = '' } = this.settings;
    if (!TIME.test(this.types.get(changed) ?? '')) return undefined;
    const [[now] = []] = await this.query('SELECT CAST(utc_timestamp(6) AS CHAR)');
    return now instanceof SentValue ? now.text : undefined;
  }

  async close(): Promise<void> {
    this.connection.destroy();
  }

  private get table(): string {
    return this.settings.table.map(quoted).join('.');
  }

  private async readTypes(): Promise<void> {
    const [name, schema = this.settings.database] = [...this.settings.table].reverse();
    const found = await this.query(
      'SELECT column_name, column_type FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position',
      [schema, name],
    );
    this.types = new Map(found.map(([column, type]) => [String(column), String(type)]));
  }

  private typeOf(name: string): string {
    const type = this.types.get(name);
    if (type === undefined)
      throw new TableShapeError(this.settings.table.join('.'), [name], [...this.types.keys()]);
    return type;
  }

  /** A number compared with a text would be compared as a float. */
  private valueOf(name: string, text: string): unknown {
    const type = this.typeOf(name);
    if (NUMERIC.test(type) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return raw(text);
    return /binary|blob/.test(type) ? Buffer.from(text, 'hex') : text;
  }

  private behind(order: readonly string[], after: Place, values: unknown[]): string {
    for (const [index, name] of order.entries()) values.push(this.valueOf(name, after[index] ?? ''));
    return `(${order.map(quoted).join(', ')}) > (${order.map(() => '?').join(', ')})`;
  }

  private since(name: string, since: string, overlap: number, values: unknown[]): string {
    if (!TIME.test(this.typeOf(name))) {
      values.push(this.valueOf(name, since));
      return `${quoted(name)} >= ? - ${overlap}`;
    }
    values.push(since);
    return `${quoted(name)} >= CAST(? AS DATETIME(6)) - INTERVAL ${Math.ceil(overlap)} SECOND`;
  }

  private async rows(
    columns: readonly string[],
    order: readonly string[],
    conditions: readonly string[],
    values: readonly unknown[],
    limit: number,
  ): Promise<readonly Row[]> {
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
    for (const name of order) this.typeOf(name);
    const found = await this.query(
      `SELECT ${columns.map(quoted).join(', ')} FROM ${this.table}${where} ORDER BY ${order.map(quoted).join(', ')} LIMIT ${limit}`,
      values,
    );
    const places = order.map((name) => columns.indexOf(name));
    return found.map((row) => ({
      json: `{${columns.map((name, index) => `${JSON.stringify(name)}:${jsonOf(row[index])}`).join(',')}}`,
      place: places.map((index) => placeOf(row[index])),
    }));
  }

  private async query(sql: string, values: readonly unknown[] = []): Promise<unknown[][]> {
    const milliseconds = this.settings.timeoutSeconds * 1_000 + 1_000;
    const limit = { what: `A statement of the database on ${this.host}`, milliseconds, signal: this.signal };
    try {
      const [rows] = await within(limit, () =>
        this.connection.query<RowDataPacket[]>({
          sql,
          values: [...values],
          rowsAsArray: true,
          typeCast: this.read,
        }),
      );
      return Array.isArray(rows) ? (rows as unknown as unknown[][]) : [];
    } catch (error) {
      throw mysqlError(this.host, error);
    }
  }
}
