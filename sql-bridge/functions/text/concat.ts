import type { Typed } from '../../analysis/typed';
import { refused } from '../../errors';
import { unpadded } from '../../values/cast/text';
import { jsCall } from '../build';
import type { BoundCall, Implementation } from '../implementation';
import { points } from './points';

export const concat: Implementation = (call) => {
  const { kind } = call.result;
  if (call.args.length < 2) throw refused('`concat` of one value', 'Leave it out.');
  if (kind === 'array')
    return `list_concat(${call.args.map(({ sql }, i) => (call.parameters[i]!.kind === 'array' ? sql : `[${sql}]`)).join(', ')})`.replace(
      /^list_concat\((.*)\)$/s,
      (all) => nullsOut(all, call.args),
    );
  if (call.given.some(({ type }) => type.kind === 'char')) return fixed(call, call.given);
  return `(${call.args.map(({ sql }) => sql).join(' || ')})`;
};

/** With a char(n) every part becomes one, and keeps the spaces behind it. */
function fixed(call: BoundCall, parts: readonly Typed[]): Typed {
  const lengths = parts.map(({ type }) => ('length' in type ? type.length : undefined) ?? Infinity);
  const length = lengths.reduce((sum, each) => sum + each, 0);
  if (length > 65_536) throw refused('`concat` of char(n) and text without a length', 'Cast it to varchar.');
  const run = (...texts: readonly string[]): string =>
    unpadded(texts.map((text, i) => text + ' '.repeat(lengths[i]! - points(text).length)).join(''));
  const parameters = lengths.map((each) => ({ kind: 'char', length: each }) as const);
  return jsCall({ ...call, args: parts, parameters }, run, { as: { kind: 'char', length } });
}

/** DuckDB's list_concat takes a NULL list for an empty one. */
const nullsOut = (sql: string, args: readonly Typed[]): string =>
  `CASE WHEN ${args.map((arg) => (arg.type.kind === 'array' ? `${arg.sql} IS NOT NULL` : 'true')).join(' AND ')} THEN ${sql} END`;
