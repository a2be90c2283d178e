import { once } from '../../analysis/once';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { points } from './points';

/** ASCII alone is the same for everybody. */
export const byLetter =
  (name: 'lower' | 'upper', change: (point: string) => string): Implementation =>
  (call) => {
    const slow = jsCall(call, (text: string) =>
      points(text)
        .map((point) => single(point, change(point)))
        .join(''),
    );
    return once(
      call.args[0]!.sql,
      (text) =>
        `CASE WHEN strlen(${text}) = length(${text}) THEN ${name}(${text}) ELSE ${slow.sql.replace(call.args[0]!.sql, () => text)} END`,
    );
  };

/** Letter by letter: what would become two letters becomes its one letter where Unicode has one, else it stays. */
function single(point: string, changed: string): string {
  if (points(changed).length === 1) return changed;
  if (point === '\u0130' && changed !== point) return 'i';
  const code = point.codePointAt(0)!;
  // Greek letters with an iota below have capitals of their own.
  if (/^[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]$/.test(point)) return String.fromCodePoint(code + 8);
  if (/^[\u1fb3\u1fc3\u1ff3]$/.test(point)) return String.fromCodePoint(code + 9);
  return point;
}
