import { athenaText, parseType, type Type, type Value } from '../../sql-bridge';
import { JsonNumber, type Json, type JsonObject } from '../../sql-bridge/values/json';
import { javaFloat } from '../../sql-bridge/values/floating';

/** A value of Trino's protocol as Athena's API would give it. */
export function trinoText(type: Type, json: Json): string | null {
  if (json === null) return null;
  switch (type.kind) {
    case 'real':
    case 'double':
      return typeof json === 'string'
        ? json
        : javaFloat(rounded(type, Number((json as JsonNumber).text)), type.kind === 'real');
    case 'varbinary':
      return athenaText(type, new Uint8Array(Buffer.from(json as string, 'base64')));
    case 'array':
      return `[${(json as readonly Json[]).map((item) => trinoText(type.element, item) ?? 'null').join(', ')}]`;
    case 'row':
      return `{${type.fields.map((field, i) => `${field.name ?? `field${i}`}=${trinoText(field.type, (json as readonly Json[])[i]!) ?? 'null'}`).join(', ')}}`;
    case 'map':
      return entriesText(
        [...(json as JsonObject)].map(([key, value]) => [
          keyText(type.key, key),
          trinoText(type.value, value) ?? 'null',
        ]),
      );
    default:
      return json instanceof JsonNumber ? json.text : `${json as string}`;
  }
}

/** Trino may write more digits of a real than tell it apart. */
const rounded = ({ kind }: Type, value: number): number => (kind === 'real' ? Math.fround(value) : value);

const keyText = (type: Type, key: string): string =>
  type.kind === 'double' || type.kind === 'real'
    ? javaFloat(rounded(type, Number(key)), type.kind === 'real')
    : key;

/** Entries of a map stand in no order that counts. */
const entriesText = (entries: readonly (readonly [string, string])[]): string =>
  `{${entries
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ')}}`;

/** A value of ours, maps in the order of their keys' texts. */
export function ownText(type: Type, value: Value): string | null {
  if (value === null) return null;
  switch (type.kind) {
    case 'array':
      return `[${(value as readonly Value[]).map((item) => ownText(type.element, item) ?? 'null').join(', ')}]`;
    case 'row':
      return `{${type.fields.map((field, i) => `${field.name ?? `field${i}`}=${ownText(field.type, (value as readonly Value[])[i]!) ?? 'null'}`).join(', ')}}`;
    case 'map':
      return entriesText(
        (value as readonly (readonly Value[])[]).map(([k, v]) => [
          ownText(type.key, k!) ?? 'null',
          ownText(type.value, v!) ?? 'null',
        ]),
      );
    default:
      return athenaText(type, value);
  }
}

/** A type without the lengths of texts, which results don't show. */
export const plainType = (text: string): string =>
  text
    .toLowerCase()
    .replace(/varchar\(\d+\)/g, 'varchar')
    .replace(/"/g, '')
    .replace(/,\s+/g, ',');

/** Trino's name of a type, as a type; undefined for those that one machine doesn't know. */
export function typeOf(text: string): Type | undefined {
  try {
    return parseType(text);
  } catch {
    return undefined;
  }
}
