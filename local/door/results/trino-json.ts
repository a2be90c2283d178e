import { athenaText, type Type, type Value } from '../../../sql-bridge';

/**
 * A value as Trino's protocol writes it: numbers, lists and objects as JSON has them, what JSON hasn't as text.
 *
 * @see https://trino.io/docs/435/develop/client-protocol.html
 */
export function trinoJson(type: Type, value: Value): string {
  if (value === null) return 'null';
  switch (type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return athenaText(type, value) ?? 'null';
    case 'real':
    case 'double': {
      const text = athenaText(type, value);
      return Number.isFinite(value) && text !== null ? text : JSON.stringify(text);
    }
    case 'varbinary':
      return JSON.stringify(Buffer.from(value as Uint8Array).toString('base64'));
    case 'array':
      return `[${(value as readonly Value[]).map((item) => trinoJson(type.element, item)).join(',')}]`;
    case 'map':
      return `{${(value as readonly (readonly [Value, Value])[])
        .map(([k, v]) => `${JSON.stringify(athenaText(type.key, k))}:${trinoJson(type.value, v)}`)
        .join(',')}}`;
    case 'row':
      return `[${type.fields.map((field, i) => trinoJson(field.type, (value as readonly Value[])[i]!)).join(',')}]`;
    default:
      return JSON.stringify(athenaText(type, value));
  }
}
