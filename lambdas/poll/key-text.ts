import type { ColumnType } from '../../core/contracts';

const HOUR_ONLY = /([+-]\d{2})$/;

/** One text for one value, however the database or the lake writes it. */
export function canonical(type: ColumnType, text: string): string {
  switch (type) {
    case 'int':
    case 'bigint':
      return /^[+-]?\d+$/.test(text) ? String(BigInt(text)) : text;
    case 'boolean':
      return /^(t|true|1)$/i.test(text) ? 'true' : 'false';
    case 'date':
      return text.slice(0, 10);
    case 'timestamp':
      return instantText(text);
    case 'string':
      return text;
    default:
      return plainNumber(text);
  }
}

/** A value of silver as a record of the source would have it. */
export function jsonTextOf(type: ColumnType, text: string): string {
  return type === 'timestamp' ? `${text.replace(' ', 'T').replace(/Z$/, '')}Z` : text;
}

/** Microseconds since 1970; a text without a zone is UTC. */
function instantText(text: string): string {
  const [, whole = '', fraction = '', zone = ''] =
    /^(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2})(?:\.(\d+))?(.*)$/.exec(text) ?? [];
  const offset = zone === '' ? 'Z' : zone.replace(HOUR_ONLY, '$1:00');
  const time = Date.parse(`${whole.replace(' ', 'T')}${offset}`);
  return Number.isNaN(time) ? text : `${time / 1_000}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}

function plainNumber(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (whole === '') return String(Number(text));
  const digits = `${whole}${fraction === '' ? '' : `.${fraction}`}`;
  return digits === '0' ? '0' : `${sign === '-' ? '-' : ''}${digits}`;
}
