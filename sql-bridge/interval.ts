import type { Fields } from './node';
import { isNode, stringLiteral } from './node';
import { refused } from './unsupported';

const UNITS = new Set(['year', 'month', 'week', 'day', 'hour', 'minute', 'second']);

/** Writes `INTERVAL '2' DAY`. @see https://trino.io/docs/current/language/types.html#interval-day-to-second */
export function intervalText(fields: Fields): string {
  const amount = stringLiteral(fields.node('this'));
  const unit = fields.raw('unit');
  const name = isNode(unit) && unit.type === 'simple' ? String(unit.unit).toLowerCase() : '';
  if (amount === undefined || !/^-?\d+(\.\d+)?$/.test(amount) || !UNITS.has(name)) {
    throw refused(
      'this form of interval',
      "an interval of one unit, such as INTERVAL '2' DAY",
      'Add several intervals of one unit each.',
    );
  }
  return `INTERVAL '${amount}' ${name.toUpperCase()}`;
}
