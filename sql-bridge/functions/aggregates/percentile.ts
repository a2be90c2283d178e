import { typed } from '../../analysis/typed';
import { udfName } from '../../analysis/udf-name';
import { refused, SqlError } from '../../errors';
import { arrayOf, rowOf } from '../../types/type';
import type { Value } from '../../values/codec';
import { over, type Aggregate } from './aggregate';

/** The value below which a share of the values lies. Trino's is approximate; of few values both are exact. */
export const percentile: Aggregate = (call) => {
  const [value, share] = call.args;
  if (call.args.length > 2)
    throw refused('`approx_percentile` with weights or an accuracy', 'Leave them out.');
  const many = share!.type.kind === 'array';
  const item = rowOf(value!.type, share!.type);
  const at = (sorted: readonly Value[], p: number): Value => {
    if (!(p >= 0 && p <= 1))
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Percentile must be between 0 and 1');
    return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
  };
  const run = (rows: readonly (readonly Value[])[]): Value => {
    const kept = rows.filter(([v]) => v !== null);
    if (kept.length === 0) return null;
    if (kept.some(([v]) => Number.isNaN(v))) throw new SqlError('NOT_SUPPORTED', 'approx_percentile of NaN');
    if (kept.length > 100)
      throw new SqlError(
        'NOT_SUPPORTED',
        "approx_percentile of more than 100 values isn't answered on one machine: Trino's answer is approximate. Use a window with percent_rank()",
      );
    const sorted = kept.map(([v]) => v!).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const wanted = kept[0]![1]!;
    return many ? (wanted as readonly number[]).map((p) => at(sorted, p)) : at(sorted, wanted as number);
  };
  const list = over(call, 'list', [`struct_pack(f1 := ${value!.sql}, f2 := ${share!.sql})`]);
  return typed(
    call.env.ctx.call(
      {
        name: udfName('agg_approx_percentile', item, call.result),
        parameters: [arrayOf(item)],
        result: call.result,
        run: run,
      },
      list,
    ),
    call.result,
  );
};
