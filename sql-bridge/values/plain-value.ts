import type { Type } from '../types/type';
import { athenaText } from './athena-text';
import { wordOf, type Value } from './codec';

/** A value for JSON: numbers where JavaScript holds them exactly, lists and objects, everything else as text. */
export function plainValue(type: Type, value: Value): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
      return value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : wordOf(value);
    case 'real':
    case 'double':
      return Number.isFinite(value) ? value : athenaText(type, value);
    case 'timestamp':
      // A fraction of a second is shown as far as there is one.
      return athenaText(type, value)!
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '');
    case 'array':
      return (value as readonly Value[]).map((item) => plainValue(type.element, item));
    case 'map':
      return (value as readonly (readonly Value[])[]).map(([k, v]) => ({
        key: plainValue(type.key, k!),
        value: plainValue(type.value, v!),
      }));
    case 'row':
      return Object.fromEntries(
        type.fields.map((field, i) => [
          field.name ?? `field${i}`,
          plainValue(field.type, (value as readonly Value[])[i]!),
        ]),
      );
    default:
      return athenaText(type, value);
  }
}
