import { js } from '../build';
import type { Implementation } from '../implementation';
import { points } from './points';

/** What Java's Character.isWhitespace and Trino's trim take away. */
const SPACE = '\\t-\\r\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';

export const trimmed = (left: boolean, right: boolean): Implementation =>
  js((text: string, signs?: string) => {
    const strip = signs === undefined ? new RegExp(`[${SPACE}]`, 'u') : undefined;
    const isStripped = (point: string): boolean =>
      strip ? strip.test(point) : points(signs!).includes(point);
    const found = points(text);
    let [from, to] = [0, found.length];
    while (left && from < to && isStripped(found[from]!)) from++;
    while (right && to > from && isStripped(found[to - 1]!)) to--;
    return found.slice(from, to).join('');
  });
