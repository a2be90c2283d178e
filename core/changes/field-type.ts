import { isNumber, isObject, type Json, type JsonObject } from './exact-json';

/** What a sender's schema says of one column. */
export interface FieldType {
  /** Kafka Connect's name of how it is written: `int32`, `double`, `bytes`, ... */
  readonly type: string;
  /** What it means, such as `io.debezium.time.Date`. @default what it is */
  readonly name?: string;
  /** Digits behind the point, for decimals written as bytes. */
  readonly scale?: number;
}

export type FieldTypes = ReadonlyMap<string, FieldType>;

/** Columns of which nothing is known. */
export const UNKNOWN_FIELDS: FieldTypes = new Map();

/**
 * The types of the columns of a struct that a schema of Kafka Connect describes.
 *
 * @param path names of the structs to go into
 */
export function connectFields(schema: Json | undefined, ...path: readonly string[]): FieldTypes {
  const fields = isObject(schema) && Array.isArray(schema.fields) ? (schema.fields as Json[]) : [];
  const [next, ...rest] = path;
  if (next !== undefined)
    return connectFields(
      fields.find((field) => isObject(field) && field.field === next),
      ...rest,
    );
  return new Map(
    fields.flatMap((field) =>
      isObject(field) && typeof field.field === 'string' ? [[field.field, typeOf(field)] as const] : [],
    ),
  );
}

function typeOf({ type, name, parameters }: JsonObject): FieldType {
  const scale = isObject(parameters) ? parameters.scale : undefined;
  return {
    type: typeof type === 'string' ? type : 'struct',
    ...(typeof name === 'string' && { name }),
    ...((typeof scale === 'string' || isNumber(scale)) && { scale: Number(scale) }),
  };
}
