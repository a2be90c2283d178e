import { Client } from 'pg';
import { within } from '../../../core/sources';
import { TableShapeError } from '../errors';
import type { PollSettings } from '../settings';
import type { Database, Login, PageRequest, Place, Row } from './database';
import { postgresqlError } from './postgresql-error';

const PORT = 5432;

/** Longest that a connection may take. Milliseconds. */
const CONNECT_MS = 10_000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** PostgreSQL, whose own `row_to_json` writes a row: exact numbers, times in UTC, arrays and JSON as such. */
export class PostgreSql implements Database {
  private types: ReadonlyMap<string, string> = new Map();

  private constructor(
    private readonly client: Client,
    private readonly settings: PollSettings,
    private readonly host: string,
    private readonly signal: AbortSignal,
  ) {}

  static async open(
    settings: PollSettings,
    { username, password }: Login,
    signal: AbortSignal,
  ): Promise<PostgreSql> {
    const { host = '', port = PORT, database, tls, ca, timeoutSeconds } = settings;
    const client = new Client({
      host,
      port,
      database,
      user: username,
      password,
      ssl: tls === 'off' ? false : { rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: timeoutSeconds * 1_000,
      application_name: 'headwater',
      options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c extra_float_digits=1',
    });
    // Without a listener, a connection that breaks between two statements ends the process.
    client.on('error', () => undefined);
    const opened = new PostgreSql(client, settings, host, signal);
    try {
      await opened.limited('A connection', async () => client.connect());
      await opened.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
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
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      ...(changed === undefined ? [] : [`${quoted(changed)} IS ${part === 'changed' ? 'NOT NULL' : 'NULL'}`]),
      ...(after ? [this.behind(order, after, bind)] : []),
      ...(since !== undefined && changed !== undefined ? [this.since(changed, since, overlap, bind)] : []),
    ];
    return this.rows(order, 'row_to_json(t.*)', conditions, values, limit);
  }

  async keys(after: Place | undefined, limit: number): Promise<readonly Row[]> {
    const { key } = this.settings;
    const values: unknown[] = [];
    const conditions = after ? [this.behind(key, after, (value) => `$${values.push(value)}`)] : [];
    const members = key.map((name) => `'${name.replaceAll("'", "''")}', t.${quoted(name)}`).join(', ');
    return this.rows(key, `json_build_object(${members})`, conditions, values, limit);
  }

  async now(): Promise<string | undefined> {
    const { changed = '' } = this.settings;
    const type = this.types.get(changed) ?? '';
    if (!/^(timestamp|date)/.test(type)) return undefined;
    const [[now] = []] = await this.query(`SELECT (now() AT TIME ZONE 'UTC')::${type}::text`);
    return now ?? undefined;
  }

  async close(): Promise<void> {
    await Promise.race([
      this.client.end().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 1_000).unref()),
    ]);
  }

  private get table(): string {
    return this.settings.table.map(quoted).join('.');
  }

  private async readTypes(): Promise<void> {
    const found = await this.query(
      `SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
       WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [this.table],
    );
    this.types = new Map(found.map(([name, type]) => [name ?? '', type ?? '']));
  }

  private typeOf(name: string): string {
    const type = this.types.get(name);
    if (type === undefined)
      throw new TableShapeError(this.settings.table.join('.'), [name], [...this.types.keys()]);
    return type;
  }

  private behind(order: readonly string[], after: Place, bind: (value: unknown) => string): string {
    const values = order.map((name, index) => `${bind(after[index])}::text::${this.typeOf(name)}`);
    return `(${order.map(quoted).join(', ')}) > (${values.join(', ')})`;
  }

  private since(name: string, since: string, overlap: number, bind: (value: unknown) => string): string {
    const type = this.typeOf(name);
    const value = `${bind(since)}::text::${type}`;
    const back = /^(timestamp|date)/.test(type)
      ? `make_interval(secs => ${bind(overlap)}::float8)`
      : `${bind(String(overlap))}::text::numeric`;
    return `${quoted(name)} >= ${value} - ${back}`;
  }

  private async rows(
    order: readonly string[],
    json: string,
    conditions: readonly string[],
    values: readonly unknown[],
    limit: number,
  ): Promise<readonly Row[]> {
    const places = order.map((name) => `t.${quoted(name)}::text`);
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
    const found = await this.query(
      `SELECT ${json}::text, ${places.join(', ')} FROM ${this.table} AS t${where}
       ORDER BY ${order.map((name) => `t.${quoted(name)}`).join(', ')} LIMIT ${limit}`,
      values,
    );
    return found.map(([text, ...place]) => ({ json: text ?? '', place: place.map((each) => each ?? '') }));
  }

  private async query(text: string, values: readonly unknown[] = []): Promise<(string | null)[][]> {
    const { rows } = await this.limited('A statement', () =>
      this.client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' }),
    );
    return rows;
  }

  /** A server that hangs keeps neither its own time limit nor anybody's word. */
  private async limited<T>(what: string, work: () => Promise<T>): Promise<T> {
    const milliseconds = this.settings.timeoutSeconds * 1_000 + 1_000;
    const limit = { what: `${what} of the database on ${this.host}`, milliseconds, signal: this.signal };
    try {
      return await within(limit, work);
    } catch (error) {
      throw postgresqlError(this.host, error);
    }
  }
}
