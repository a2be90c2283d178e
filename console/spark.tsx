import { run } from './lake';
import { useLake } from './use-lake';

/** How far back each look goes, in its own unit. */
export const PERIODS = { hour: 48, day: 30 } as const;
export type Period = keyof typeof PERIODS;

/** Records that runs found new, by dataset, oldest period first. */
export type Arrivals = ReadonlyMap<string, readonly number[]>;

/**
 * Asked as the persona: whoever may not read the audit gets none.
 *
 * @param isTurn whether what is seen first is there: a statement takes from it what it needs to come
 */
export function useArrivals(persona: string, period: Period, isTurn: boolean): Arrivals {
  const { value } = useLake(async () => {
    if (!isTurn) return undefined;
    const { page } = await run(persona, arrivalsSql(period));
    return inPeriods(page.rows, PERIODS[period]);
  }, [persona, period, isTurn]);
  return value ?? new Map();
}

/** What a later run reads again is a duplicate then; replays read no bronze. */
const arrivalsSql = (period: Period): string => `SELECT dataset, ago, sum(records) AS records
FROM (
  SELECT
    dataset,
    date_diff('${period}', date_trunc('${period}', ended_at), date_trunc('${period}', localtimestamp)) AS ago,
    landed - duplicates AS records
  FROM silver.load_audit
  WHERE window_from <> ''
) AS audits
WHERE ago < ${PERIODS[period]}
GROUP BY dataset, ago`;

function inPeriods(rows: readonly (readonly (string | null)[])[], count: number): Arrivals {
  const found = new Map<string, number[]>();
  for (const [dataset, ago, records] of rows) {
    const figures = found.get(dataset ?? '') ?? Array.from({ length: count }, () => 0);
    const at = count - 1 - Number(ago);
    if (at in figures) figures[at] = Number(records);
    found.set(dataset ?? '', figures);
  }
  return found;
}

/** Of several datasets as one. */
export function together(arrivals: Arrivals, datasets: readonly string[]): readonly number[] {
  const found = datasets.flatMap((name) => arrivals.get(name) ?? []);
  const length = Math.max(0, ...datasets.map((name) => arrivals.get(name)?.length ?? 0));
  if (length === 0) return [];
  return Array.from({ length }, (_, i) =>
    found.filter((_figure, at) => at % length === i).reduce((sum, figure) => sum + figure, 0),
  );
}

const HEIGHT = 24;

/** One bar a period. */
export function Spark({ of }: { readonly of: readonly number[] }) {
  const most = Math.max(0, ...of);
  if (most === 0) return null;
  const sum = of.reduce((total, figure) => total + figure, 0).toLocaleString('en');
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${of.length * 3} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${sum} new records, ${most.toLocaleString('en')} at most at a time`}
    >
      {of.map((figure, i) => {
        // Little is seen beside much.
        const height = figure === 0 ? 0 : Math.max(1, (HEIGHT * figure) / most);
        return <rect x={3 * i} y={HEIGHT - height} width="2" height={height} />;
      })}
    </svg>
  );
}
