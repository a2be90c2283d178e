import { join } from 'node:path';
import { DATABASES, type Database } from '../../../core/tables';
import { SqlError, type Properties, type Statement } from '../../../sql-bridge';
import type { VisibleDatabase } from '../catalog/visible-catalog';
import { databaseNamed, tableNamed } from '../catalog/visible-catalog';
import type { ParquetOutput } from '../engine/order';
import { resultsLocation } from '../names';

/** A statement that writes a table or files. */
export type WriteStatement = Extract<Statement, { kind: 'create table as' | 'unload' }>;

/** Where a statement writes, and the table that comes of it. */
export interface WriteTarget {
  readonly output: Omit<ParquetOutput, 'id'>;
  readonly table?: { readonly database: Database; readonly name: string; readonly location: string };
}

const CODECS: Readonly<Record<string, string>> = {
  NONE: 'uncompressed',
  SNAPPY: 'snappy',
  GZIP: 'gzip',
  ZSTD: 'zstd',
};
const COMPRESSIONS = ['write_compression', 'parquet_compression', 'compression'];
const FORMATS = ['format', ...COMPRESSIONS, 'compression_level'];

export interface WriteContext {
  readonly persona: string;
  /** Of the persona's results. */
  readonly directory: string;
  readonly id: string;
  readonly database: string | undefined;
  readonly catalog: readonly VisibleDatabase[];
}

/** @throws SqlError for what goes beyond the persona's own results, and for what isn't answered on one machine */
export function writeTarget(statement: WriteStatement, context: WriteContext): WriteTarget {
  return statement.kind === 'unload' ? unloadTarget(statement, context) : tableTarget(statement, context);
}

function tableTarget(
  statement: Extract<Statement, { kind: 'create table as' }>,
  { persona, directory, id, database, catalog }: WriteContext,
): WriteTarget {
  const { target, properties, withData } = statement;
  if ('external_location' in properties)
    throw new SqlError(
      'INVALID_TABLE_PROPERTY',
      "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.",
    );
  const compression = codecOf(properties, FORMATS);
  const [name = '', schema = database ?? 'default'] = [...target].reverse();
  if (!databaseNamed(catalog, schema) || !isDatabase(schema))
    throw new SqlError('SCHEMA_NOT_FOUND', `Schema '${schema}' does not exist`);
  if (tableNamed(catalog, schema, name))
    throw new SqlError(
      'TABLE_ALREADY_EXISTS',
      `Destination table 'awsdatacatalog.${schema}.${name}' already exists`,
    );
  if (!/^[a-z0-9_]+$/.test(name))
    throw new SqlError('INVALID_TABLE_NAME', 'Expected a table’s name of letters, digits and underscores');
  const location = `${resultsLocation(persona)}tables/${id}/`;
  return {
    output: {
      ...parquet(compression, withData, location, id),
      path: join(directory, 'tables', id),
      directory: join(directory, 'tables', id),
    },
    table: { database: schema, name, location },
  };
}

function unloadTarget(
  { location, properties }: Extract<Statement, { kind: 'unload' }>,
  { persona, directory, id }: WriteContext,
): WriteTarget {
  const own = resultsLocation(persona);
  const below = location.endsWith('/') ? location : `${location}/`;
  const path = below.slice(own.length, -1);
  const parts = path === '' ? [] : path.split('/');
  if (!below.startsWith(own) || !parts.every((part) => /^[\w=-][\w.=-]*$/.test(part)))
    throw new SqlError('PERMISSION_DENIED', `Access Denied: a persona writes below ${own} and nowhere else`);
  return {
    output: {
      ...parquet(codecOf(properties, FORMATS), true, below, id),
      path: join(directory, id),
      directory: join(directory, ...parts),
    },
  };
}

function parquet(
  compression: string,
  withData: boolean,
  location: string,
  id: string,
): Pick<ParquetOutput, 'kind' | 'compression' | 'withData' | 'file' | 'address'> {
  const file = `${id}_0`;
  return { kind: 'parquet', compression, withData, file, address: `${location}${file}` };
}

/** DuckDB's name of the codec. @throws SqlError for another format than Parquet, and for what this lake doesn't do */
function codecOf(properties: Properties, known: readonly string[]): string {
  for (const name of Object.keys(properties))
    if (!known.includes(name))
      throw new SqlError('NOT_SUPPORTED', `The property '${name}' isn't answered on one machine`);
  const text = (name: string): string | undefined => {
    const value = properties[name];
    return value?.kind === 'string' ? value.text.toUpperCase() : undefined;
  };
  const format = text('format') ?? 'PARQUET';
  if (format !== 'PARQUET')
    throw new SqlError('NOT_SUPPORTED', `The format ${format} isn't written on one machine; PARQUET is`);
  const codec = COMPRESSIONS.map(text).find((found) => found !== undefined) ?? 'GZIP';
  const found = Object.hasOwn(CODECS, codec) ? CODECS[codec] : undefined;
  if (found === undefined)
    throw new SqlError('NOT_SUPPORTED', `Expected a compression of ${Object.keys(CODECS).join(', ')}`);
  return found;
}

const isDatabase = (name: string): name is Database => (DATABASES as readonly string[]).includes(name);
