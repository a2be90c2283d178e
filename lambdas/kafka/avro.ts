import avro, { type Schema, type Type } from 'avsc';
import type { Decoded, FieldType, FieldTypes, Json } from '../../core/changes';
import { decimalOf } from '../../core/changes/decimal';
import { dayOf, momentOf, timeOf, type TimeUnit } from '../../core/changes/moments';
import { exactLongs } from '../avro/exact-longs';

/** A schema as its JSON text has it. */
type AvroSchema = string | readonly AvroSchema[] | AvroObject;

interface AvroObject {
  readonly type: AvroSchema;
  readonly name?: string;
  readonly namespace?: string;
  readonly logicalType?: string;
  readonly scale?: number;
  readonly fields?: readonly { readonly name: string; readonly type: AvroSchema }[];
  readonly items?: AvroSchema;
  readonly values?: AvroSchema;
  /** What Kafka Connect calls the type. */
  readonly 'connect.name'?: string;
}

/** Reads values of one Avro schema. */
export class AvroReader {
  private readonly type: Type;
  private readonly names = new Map<string, AvroObject>();
  private readonly schema: AvroSchema;

  /** @param references schemas that it names, first those that name none */
  constructor(text: string, references: readonly string[] = []) {
    const registry: { [name: string]: Type } = {};
    const options = {
      registry,
      wrapUnions: true,
      typeHook: exactLongs,
    };
    for (const reference of references) {
      const schema = JSON.parse(reference) as AvroSchema;
      avro.Type.forSchema(schema as Schema, options);
      this.note(schema);
    }
    this.schema = JSON.parse(text) as AvroSchema;
    this.type = avro.Type.forSchema(this.schema as Schema, options);
    this.note(this.schema);
  }

  /** @throws Error when the bytes are of another schema */
  read(bytes: Buffer): Decoded {
    return {
      value: this.json(this.schema, this.type.fromBuffer(bytes)),
      fieldsAt: (...path) => this.fields(this.schema, path),
    };
  }

  /** Keeps records by their names, which a schema says once. */
  private note(schema: AvroSchema, space = ''): void {
    if (typeof schema === 'string') return;
    if (isList(schema)) {
      for (const branch of schema) this.note(branch, space);
      return;
    }
    const { name, namespace = space, fields = [], items, values, type } = schema;
    if (name !== undefined) {
      this.names.set(name, schema);
      this.names.set(name.includes('.') ? name : `${namespace}.${name}`, schema);
    }
    for (const nested of [...fields.map((field) => field.type), items, values, type])
      if (nested !== undefined) this.note(nested, namespace);
  }

  private resolved(schema: AvroSchema): AvroSchema {
    return typeof schema === 'string' ? (this.names.get(schema) ?? schema) : schema;
  }

  private json(named: AvroSchema, value: unknown): Json {
    const schema = this.resolved(named);
    if (value === null || value === undefined) return null;
    if (isList(schema)) {
      const [[branch, inner] = ['', null]] = Object.entries(value as Record<string, unknown>);
      return this.json(this.branch(schema, branch), inner);
    }
    if (typeof schema === 'object') {
      const { logicalType, fields, items, values, type, scale = 0 } = schema;
      if (fields) {
        const record = value as Record<string, unknown>;
        return Object.fromEntries(
          fields.map((field) => [field.name, this.json(field.type, record[field.name])]),
        );
      }
      if (items !== undefined) return (value as unknown[]).map((item) => this.json(items, item));
      if (values !== undefined)
        return Object.fromEntries(
          Object.entries(value as Record<string, unknown>).map(([name, each]) => [
            name,
            this.json(values, each),
          ]),
        );
      const logical = logicalType === undefined ? undefined : logicalText(logicalType, value, scale);
      return logical ?? (typeof type === 'string' ? plain(value) : this.json(type, value));
    }
    return plain(value);
  }

  private branch(union: readonly AvroSchema[], name: string): AvroSchema {
    const found = union.find((each) => {
      const schema = this.resolved(each);
      if (typeof schema === 'string') return schema === name;
      const own = isList(schema) ? undefined : schema;
      if (own?.name !== undefined) return own.name === name || name.endsWith(`.${own.name}`);
      return own?.type === name;
    });
    return found ?? name;
  }

  private fields(named: AvroSchema, [next, ...rest]: readonly string[]): FieldTypes {
    const schema = this.resolved(named);
    if (isList(schema)) {
      const record = schema.map((each) => this.resolved(each)).find((each) => isObject(each) && each.fields);
      return this.fields(record ?? 'null', next === undefined ? [] : [next, ...rest]);
    }
    const fields = typeof schema === 'object' ? (schema.fields ?? []) : [];
    if (next !== undefined)
      return this.fields(fields.find(({ name }) => name === next)?.type ?? 'null', rest);
    return new Map(fields.map(({ name, type }) => [name, this.fieldType(type)]));
  }

  private fieldType(named: AvroSchema): FieldType {
    const schema = this.resolved(named);
    if (isList(schema)) return this.fieldType(schema.find((each) => each !== 'null') ?? 'null');
    if (typeof schema === 'string') return { type: schema };
    const name = schema.logicalType === undefined ? schema['connect.name'] : undefined;
    return { type: typeof schema.type === 'string' ? schema.type : 'struct', ...(name && { name }) };
  }
}

function logicalText(logicalType: string, value: unknown, scale: number): Json | undefined {
  if (logicalType === 'decimal' && value instanceof Uint8Array) return decimalOf(Buffer.from(value), scale);
  if (typeof value !== 'bigint' && typeof value !== 'number') return undefined;
  const count = BigInt(value);
  if (logicalType === 'date') return dayOf(count);
  const [, what, unit] = /^(?:local-)?(time|timestamp)-(milli|micro|nano)s$/.exec(logicalType) ?? [];
  if (what === undefined) return undefined;
  const counted = `${unit}s` as TimeUnit;
  return what === 'time' ? timeOf(count, counted) : momentOf(count, counted);
}

/** Numbers that a double can't hold become text, bytes base64. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value as Json;
}

const isList = (schema: AvroSchema): schema is readonly AvroSchema[] => Array.isArray(schema);
const isObject = (schema: AvroSchema): schema is AvroObject => typeof schema === 'object' && !isList(schema);
