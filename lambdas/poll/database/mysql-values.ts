import type { TypeCastField } from 'mysql2';
import { isJson } from '../../../core/json/is-json';

/** A value as the server has sent it: how it stands in JSON, and as the text by which it is found again. */
export class SentValue {
  constructor(
    readonly json: string,
    readonly text: string,
  ) {}

  toString(): string {
    return this.text;
  }
}

const BYTES = /^(bit|(var)?binary|\w*blob|geometry|point|linestring|polygon|multi\w+)/;
const NUMBER = /^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|year)/;

/**
 * Reads fields as the texts that the server has sent; NULL is null.
 *
 * @param typeOf what the table says of a column, such as `tinyint(1)` or `varbinary(16)`
 */
export function fieldReader(
  typeOf: (column: string) => string | undefined,
): (field: TypeCastField) => SentValue | null {
  return (field) => {
    const type = typeOf(field.name) ?? '';
    if (BYTES.test(type)) {
      const bytes = field.buffer();
      if (bytes === null) return null;
      const hex = bytes.toString('hex');
      return new SentValue(JSON.stringify(`\\x${hex}`), hex);
    }
    const text = field.string('utf8');
    return text === null ? null : new SentValue(jsonText(type, isJsonColumn(field), text), text);
  };
}

/** MySQL has a type of its own; MariaDB tells in what it sends that a text is JSON. */
function isJsonColumn(field: TypeCastField): boolean {
  return field.type === 'JSON' || (field as { readonly extendedFormat?: string }).extendedFormat === 'json';
}

function jsonText(type: string, isJsonType: boolean, text: string): string {
  // TINYINT(1) is what these databases have for a boolean.
  if (type.startsWith('tinyint(1)') && (text === '0' || text === '1')) return String(text === '1');
  if (NUMBER.test(type)) return numberText(text);
  if (type.startsWith('timestamp')) return JSON.stringify(`${text.replace(' ', 'T')}Z`);
  if (type.startsWith('datetime')) return JSON.stringify(text.replace(' ', 'T'));
  return isJsonType && isJson(text) ? text : JSON.stringify(text);
}

/** Digits as sent; ZEROFILL and what isn't a number of JSON stay a text. */
const numberText = (text: string): string =>
  /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? text : JSON.stringify(text);

export const jsonOf = (value: unknown): string => (value instanceof SentValue ? value.json : 'null');
export const placeOf = (value: unknown): string => (value instanceof SentValue ? value.text : '');
