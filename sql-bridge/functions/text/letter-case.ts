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

/** Letter by letter: what would become two letters stays. */
const single = (point: string, changed: string): string => (points(changed).length === 1 ? changed : point);
