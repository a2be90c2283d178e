import * as Plot from '@observablehq/plot';
import { useEffect, useRef } from 'preact/hooks';
import { styleNonce } from './nonce';

export interface Drawing {
  readonly kind: 'line' | 'bar' | 'map';
  readonly x: string;
  readonly y: string;
  readonly series: string | undefined;
  readonly data: readonly Record<string, unknown>[];
}

/** Series that colours can tell apart. */
const MAX_SERIES = 8;
const MAX_BARS = 25;
/** Of a name beside a bar, for which there is that much room. */
const MAX_LETTERS = 30;

/** A drawing of rows. Texts of the data become text nodes of the picture, never markup. */
export function Chart({ drawing, label }: { readonly drawing: Drawing; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const picture = draw(drawing, Math.max(320, current.clientWidth));
    // A style element is let in by the page's nonce, which it has to have before it is in the page.
    for (const style of [picture, ...picture.querySelectorAll('*')])
      if (style instanceof SVGStyleElement || style instanceof HTMLStyleElement) style.nonce = styleNonce();
    picture.setAttribute('aria-hidden', 'true');
    current.replaceChildren(picture);
  }, [drawing]);
  return <div class="chart" role="img" aria-label={label} ref={place} />;
}

function draw({ kind, x, y, series, data }: Drawing, width: number): Element {
  const shown = data.filter((row) => row[x] !== null && row[y] !== null);
  const [rows, stroke] = withSeries(shown, series, y);
  const options: Plot.PlotOptions = {
    width,
    height: 340,
    marginLeft: kind === 'bar' ? 220 : 60,
    style: { background: 'transparent', fontSize: '12px' },
    color: { legend: stroke !== undefined },
  };
  switch (kind) {
    case 'line':
      return Plot.plot({
        ...options,
        y: { grid: true, label: y, zero: true },
        x: { label: x },
        marks: [
          Plot.ruleY([0]),
          Plot.lineY(rows, {
            x,
            y,
            ...(stroke === undefined ? { stroke: 'currentColor' } : { stroke, z: stroke }),
          }),
          Plot.dot(rows, {
            x,
            y,
            r: 2,
            ...(stroke === undefined ? { fill: 'currentColor' } : { fill: stroke }),
          }),
        ],
      });
    case 'bar':
      return Plot.plot({
        ...options,
        height: 40 + 24 * Math.min(MAX_BARS, rows.length),
        x: { grid: true, label: y },
        y: { label: null },
        marks: [
          Plot.barX(rows.slice(0, MAX_BARS), {
            x: y,
            y: (row: Record<string, unknown>) => short(row[x]),
            sort: { y: '-x' },
            fill: 'var(--accent)',
          }),
          Plot.ruleX([0]),
        ],
      });
    case 'map':
      return Plot.plot({
        ...options,
        grid: true,
        x: { label: 'longitude' },
        y: { label: 'latitude' },
        marks: [
          Plot.dot(rows, {
            x,
            y,
            r: 3,
            ...(stroke === undefined ? { fill: 'var(--accent)' } : { fill: stroke }),
          }),
        ],
      });
  }
}

/** The largest series by themselves, the rest not at all: a line of what was left out would add up what can't be added. */
function withSeries(
  rows: readonly Record<string, unknown>[],
  series: string | undefined,
  y: string,
): readonly [readonly Record<string, unknown>[], string | undefined] {
  if (series === undefined) return [rows, undefined];
  const sums = new Map<unknown, number>();
  for (const row of rows) sums.set(row[series], (sums.get(row[series]) ?? 0) + Number(row[y]));
  const kept = [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_SERIES)
    .map(([name]) => name);
  return [
    rows.filter((row) => kept.includes(row[series])).map((row) => ({ ...row, [series]: short(row[series]) })),
    series,
  ];
}

const short = (value: unknown): string => {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
  return text.length > MAX_LETTERS ? `${text.slice(0, MAX_LETTERS - 1)}…` : text;
};
