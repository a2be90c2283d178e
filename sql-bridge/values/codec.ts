import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimeValue,
  DuckDBTimestampValue,
  FLOAT,
  INTEGER,
  LIST,
  MAP,
  SMALLINT,
  STRUCT,
  TIME,
  TIMESTAMP,
  TINYINT,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { refused } from '../errors';
import { typeText, type Type } from '../types/type';

/**
 * A value in JavaScript: number for up to 32 bits, real and double; bigint for bigint, decimals (unscaled),
 * times, timestamps (microseconds) and intervals of days; number for dates (days) and intervals of months;
 * string for text and JSON; arrays for arrays and rows; pairs for maps.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | Zoned | readonly Value[];

/** A timestamp with time zone: microseconds since 1970 in UTC, and the zone it is shown in. */
export interface Zoned {
  readonly u: bigint;
  readonly z: string;
}

/** A value that is one word: a number, a text, true or false. */
export const wordOf = (value: Value): string => `${value as string}`;

/** The binding's object for a type. */
export function duckDbType(type: Type): DuckDBType {
  switch (type.kind) {
    case 'boolean':
      return BOOLEAN;
    case 'tinyint':
      return TINYINT;
    case 'smallint':
      return SMALLINT;
    case 'integer':
    case 'interval year to month':
      return INTEGER;
    case 'bigint':
    case 'interval day to second':
      return BIGINT;
    case 'real':
      return FLOAT;
    case 'double':
      return DOUBLE;
    case 'date':
      return DATE;
    case 'timestamp':
      return TIMESTAMP;
    case 'time':
      return TIME;
    case 'varbinary':
      return BLOB;
    case 'decimal':
      return DECIMAL(type.precision, type.scale);
    case 'timestamp with time zone':
      return STRUCT({ u: TIMESTAMP, z: VARCHAR });
    case 'array':
      return LIST(duckDbType(type.element));
    case 'map':
      return MAP(duckDbType(type.key), duckDbType(type.value));
    case 'row':
      return STRUCT(Object.fromEntries(type.fields.map((field, i) => [`f${i + 1}`, duckDbType(field.type)])));
    case 'unknown':
    case 'varchar':
    case 'char':
    case 'json':
    case 'uuid':
      return VARCHAR;
    default:
      throw refused(`the type \`${typeText(type)}\``);
  }
}

/** Reads what the binding gives for a value of the type. */
export function decoder(type: Type): (value: DuckDBValue) => Value {
  const read = decodeOne(type);
  return (value) => (value === null || value === undefined ? null : read(value));
}

function decodeOne(type: Type): (value: DuckDBValue) => Value {
  switch (type.kind) {
    case 'decimal':
      return (value) => (value as DuckDBDecimalValue).value;
    case 'date':
      return (value) => (value as DuckDBDateValue).days;
    case 'timestamp':
      return (value) => (value as DuckDBTimestampValue).micros;
    case 'time':
      return (value) => (value as DuckDBTimeValue).micros;
    case 'varbinary':
      return (value) => (value as DuckDBBlobValue).bytes;
    case 'timestamp with time zone':
      return (value) => {
        const { u, z } = (value as DuckDBStructValue).entries;
        return { u: (u as DuckDBTimestampValue).micros, z: z as string };
      };
    case 'array': {
      const item = decoder(type.element);
      return (value) => (value as DuckDBListValue).items.map(item);
    }
    case 'map': {
      const [key, inner] = [decoder(type.key), decoder(type.value)];
      return (value) =>
        (value as DuckDBMapValue).entries.map((entry) => [key(entry.key), inner(entry.value)]);
    }
    case 'row': {
      const fields = type.fields.map((field) => decoder(field.type));
      return (value) => {
        const { entries } = value as DuckDBStructValue;
        return fields.map((field, i) => field(entries[`f${i + 1}`]!));
      };
    }
    default:
      return (value) => value as Value;
  }
}

/** Writes a value of the type for the binding. */
export function encoder(type: Type): (value: Value) => DuckDBValue {
  const write = encodeOne(type);
  return (value) => (value === null ? null : write(value));
}

function encodeOne(type: Type): (value: Value) => DuckDBValue {
  switch (type.kind) {
    case 'decimal':
      return (value) => new DuckDBDecimalValue(value as bigint, type.precision, type.scale);
    case 'date':
      return (value) => new DuckDBDateValue(value as number);
    case 'timestamp':
      return (value) => new DuckDBTimestampValue(value as bigint);
    case 'time':
      return (value) => new DuckDBTimeValue(value as bigint);
    case 'varbinary':
      return (value) => new DuckDBBlobValue(value as Uint8Array);
    case 'timestamp with time zone':
      return (value) => {
        const { u, z } = value as Zoned;
        return new DuckDBStructValue({ u: new DuckDBTimestampValue(u), z });
      };
    case 'array': {
      const item = encoder(type.element);
      return (value) => new DuckDBListValue((value as readonly Value[]).map(item));
    }
    case 'map': {
      const [key, inner] = [encoder(type.key), encoder(type.value)];
      return (value) =>
        new DuckDBMapValue(
          (value as readonly (readonly Value[])[]).map(([k, v]) => ({ key: key(k!), value: inner(v!) })),
        );
    }
    case 'row': {
      const fields = type.fields.map((field) => encoder(field.type));
      return (value) =>
        new DuckDBStructValue(
          Object.fromEntries(fields.map((field, i) => [`f${i + 1}`, field((value as readonly Value[])[i]!)])),
        );
    }
    default:
      return (value) => value as DuckDBValue;
  }
}
