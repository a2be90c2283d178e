import type { Env } from '../analysis/env';
import type { Typed } from '../analysis/typed';
import { refused } from '../errors';

type Write = (args: readonly Typed[], nulls: string, over: string, env: Env) => string;

const ranking =
  (name: string, type?: string): Write =>
  (args, nulls, over) => {
    const call = `${name}(${args.map(({ sql }) => sql).join(', ')}${nulls})${over}`;
    return type === undefined ? call : `CAST(${call} AS ${type})`;
  };

/** A distance must not be negative, and is counted in whole rows. */
const distance =
  (name: string): Write =>
  (args, nulls, over) => {
    const by = args[1];
    if (by && !/^\d+$/.test(by.text ?? ''))
      throw refused(`\`${name}\` with this offset`, 'Write the offset as a number that is not negative.');
    return `${name}(${args.map(({ sql }, i) => (i === 1 ? `CAST(${sql} AS BIGINT)` : sql)).join(', ')}${nulls})${over}`;
  };

/** @see https://trino.io/docs/435/functions/window.html */
export const windowFunctions: Readonly<Record<string, Write>> = {
  cume_dist: ranking('cume_dist'),
  dense_rank: ranking('dense_rank', 'BIGINT'),
  first_value: ranking('first_value'),
  lag: distance('lag'),
  last_value: ranking('last_value'),
  lead: distance('lead'),
  nth_value: (args, nulls, over) => {
    if (args[1]!.text === undefined || args[1]!.text.startsWith('-') || args[1]!.text === '0')
      throw refused('`nth_value` with this offset', 'Write a positive number.');
    return `nth_value(${args[0]!.sql}, ${args[1]!.text}${nulls})${over}`;
  },
  ntile: (args, nulls, over) => {
    if (args[0]!.text === undefined || !/^[1-9]/.test(args[0]!.text))
      throw refused('`ntile` with this count', 'Write a positive number.');
    return `CAST(ntile(${args[0]!.text}${nulls})${over} AS BIGINT)`;
  },
  percent_rank: ranking('percent_rank'),
  rank: ranking('rank', 'BIGINT'),
  row_number: ranking('row_number', 'BIGINT'),
};
