import type { Value } from '../../values/codec';
import { compareValues } from '../../values/compare';
import { addMillis, addMonths } from '../../values/shift';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { invalid, type List } from './lists';

const MAX_SEQUENCE = 10_000;

/** Numbers, dates or times from one to the other, both included. */
export const sequence: Implementation = (call) => {
  const [type, , step] = call.parameters;
  const isMonths = step?.kind === 'interval year to month';
  const run = (from: Value, to: Value, by?: bigint | number): List => {
    const upwards = compareValues(type!, from, to) <= 0;
    const amount = by ?? (type!.kind === 'date' ? 86_400_000n : upwards ? 1n : -1n);
    const stepBy = by === undefined && type!.kind === 'date' && !upwards ? -86_400_000n : amount;
    if (Number(stepBy) === 0) throw invalid('interval must not be zero');
    if (Number(stepBy) > 0 !== upwards && compareValues(type!, from, to) !== 0)
      throw invalid(
        'sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start',
      );
    const found: Value[] = [];
    for (let i = 0; ; i++) {
      const value =
        type!.kind === 'bigint'
          ? (from as bigint) + BigInt(i) * (stepBy as bigint)
          : isMonths
            ? addMonths(type!, from, i * Number(stepBy))
            : addMillis(type!, from, BigInt(i) * BigInt(stepBy));
      if (compareValues(type!, value, to) * (upwards ? 1 : -1) > 0) break;
      if (found.push(value) > MAX_SEQUENCE)
        throw invalid('result of sequence function must not have more than 10000 entries');
      if (compareValues(type!, from, to) === 0) break;
    }
    return found;
  };
  return jsCall(call, run);
};
