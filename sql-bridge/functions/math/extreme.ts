import { coerce } from '../../analysis/convert';
import { typed } from '../../analysis/typed';
import { refused } from '../../errors';
import { commonType } from '../../types/coercion';
import { holds, isFloat, isInteger } from '../../types/type';
import type { Value } from '../../values/codec';
import { compareValues } from '../../values/compare';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';

/** The greatest or least of its arguments; NaN is neither when there is another number. */
export const extreme =
  (sign: 1 | -1): Implementation =>
  (call) => {
    const type = call.args.reduce((common, arg) => commonType(common, arg.type) ?? common, call.result);
    const wide = { ...call, parameters: call.parameters.map(() => type), result: type };
    if (['map', 'row', 'json'].includes(type.kind) || (type.kind === 'array' && holds(type, isFloat)))
      throw refused(`\`${call.name}\` of this type`);
    if (isInteger(type) || ['date', 'timestamp'].includes(type.kind)) {
      // DuckDB leaves NULL out.
      const known = call.args.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ');
      const values = call.args.map((arg) => coerce(call.env.ctx, arg, type).sql).join(', ');
      return typed(`CASE WHEN ${known} THEN ${sign > 0 ? 'greatest' : 'least'}(${values}) END`, type);
    }
    return jsCall(wide, (...values: readonly Value[]) =>
      values.reduce((best, value) => {
        if (Number.isNaN(best)) return value;
        if (Number.isNaN(value)) return best;
        return compareValues(type, value, best) * sign > 0 ? value : best;
      }),
    );
  };
