import type { Value } from '../../values/codec';
import { collected, type Aggregate } from './aggregate';

/** Central moments, updated value by value as Trino does. */
interface Moments {
  n: number;
  mean: number;
  m2: number;
  m3: number;
  m4: number;
}

function moments(values: readonly Value[]): Moments {
  const state: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };
  for (const each of values) {
    if (each === null) continue;
    const before = state.n++;
    const delta = Number(each) - state.mean;
    const step = delta / state.n;
    const square = step * step;
    const change = delta * step * before;
    state.mean += step;
    state.m4 +=
      change * square * (state.n * state.n - 3 * state.n + 3) + 6 * square * state.m2 - 4 * step * state.m3;
    state.m3 += change * step * (state.n - 2) - 3 * step * state.m2;
    state.m2 += change;
  }
  return state;
}

export const statistic = (compute: (m: Moments) => number | null): Aggregate =>
  collected(() => (values) => compute(moments(values)));
export const samplesOf = (
  divide: (m: { readonly n: number; readonly m2: number }) => number,
  min: number,
  root = false,
): Aggregate =>
  collected(() => (values) => {
    const found = spread(values);
    if (found.n < min) return null;
    return root ? Math.sqrt(divide(found)) : divide(found);
  });

/** Count and sum of squared distances from the mean. */
function spread(values: readonly Value[]): { readonly n: number; readonly m2: number } {
  let [n, mean, m2] = [0, 0, 0];
  for (const each of values) {
    if (each === null) continue;
    const delta = Number(each) - mean;
    mean += delta / ++n;
    m2 += delta * (Number(each) - mean);
  }
  return { n, m2 };
}

/** Sums of pairs, for regressions and correlations. */
interface Pairs {
  n: number;
  x: number;
  y: number;
  xx: number;
  yy: number;
  xy: number;
}

function pairs(rows: readonly Value[]): Pairs {
  const state: Pairs = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (const row of rows as readonly (readonly Value[])[]) {
    const [dependent, independent] = row;
    if (dependent === null || independent === null) continue;
    const [y, x] = [Number(dependent), Number(independent)];
    state.n++;
    const [oldX, oldY] = [state.x, state.y];
    state.x += (x - oldX) / state.n;
    state.y += (y - oldY) / state.n;
    state.xx += (x - oldX) * (x - state.x);
    state.yy += (y - oldY) * (y - state.y);
    state.xy += (x - oldX) * (y - state.y);
  }
  return state;
}

export const regression = (compute: (p: Pairs) => number | null, finite = true): Aggregate =>
  collected((_types, result) => (rows) => {
    const found = compute(pairs(rows));
    if (found === null || (finite && !Number.isFinite(found))) return null;
    return result.kind === 'real' ? Math.fround(found) : found;
  });
