import { typed } from '../../analysis/typed';
import { DOUBLE } from '../../types/type';
import type { Implementation } from '../implementation';

export const random: Implementation = (call) => {
  const [low, high] = call.args.length === 2 ? call.args : [undefined, call.args[0]];
  if (!high) return typed('random()', DOUBLE);
  const from = low?.sql ?? '0';
  const duckName =
    { tinyint: 'TINYINT', smallint: 'SMALLINT', integer: 'INTEGER' }[call.result.kind as 'integer'] ??
    'BIGINT';
  return typed(`CAST(${from} + floor(random() * (${high.sql} - ${from})) AS ${duckName})`, call.result);
};
