import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets';
import { openPersonaEngine } from '../../local/access';
import type { LocalLake } from '../../local/lake';
import { intoBronze, testLake } from '../support/lake';

/** People. */
const T = 11;
const NOW = new Date('2026-11-21T12:00:00Z');
const SAMPLE = join(__dirname, '../../datasets/immunizations/sample/immunizations.ndjson');

interface Figure {
  readonly doses: number;
  readonly patients: number;
}

/** All that an analyst can ask for after a refresh. */
interface View {
  readonly rows: number;
  readonly totals: ReadonlyMap<string, Figure>;
  readonly months: ReadonlyMap<string, Figure>;
}

let root = '';
const views: View[] = [];
let lake: LocalLake;

/** The bundled sample by person, in the order in which they are in it. */
function people(): { readonly id: string }[][] {
  const found = new Map<string, { readonly id: string }[]>();
  for (const line of readFileSync(SAMPLE, 'utf8').trim().split('\n')) {
    const record = JSON.parse(line) as {
      readonly id: string;
      readonly patient: { readonly reference: string };
    };
    found.set(record.patient.reference, [...(found.get(record.patient.reference) ?? []), record]);
  }
  return [...found.values()];
}

async function refresh(
  records: readonly { readonly id: string }[],
  name: string,
  from: number,
): Promise<void> {
  const arrivedAt = NOW.getTime() - 3_600_000;
  await intoBronze(
    lake,
    records.map((payload) => ({ id: payload.id, payload, arrivedAt })),
    name,
    from,
  );
  await lake.transform();
  views.push(await asAnalyst());
}

async function asAnalyst(): Promise<View> {
  const engine = await openPersonaEngine({
    lakeDir: join(root, 'lake'),
    persona: 'analyst',
    datasets,
  });
  try {
    const [count] = await engine.query('SELECT count(*) AS n FROM silver.immunizations');
    const figures = async (table: string, key: string): Promise<Map<string, Figure>> => {
      const rows = await engine.query(
        `SELECT ${key} AS k, doses, patients FROM gold.${table} WHERE NOT suppressed`,
      );
      return new Map(
        rows.map(({ k, doses, patients }) => [
          String(k),
          { doses: Number(doses), patients: Number(patients) },
        ]),
      );
    };
    return {
      rows: Number(count?.n),
      totals: await figures('immunizations_by_vaccine', "coalesce(cvx_code, '')"),
      months: await figures(
        'immunizations_by_month',
        "coalesce(cvx_code, '') || '|' || coalesce(CAST(month AS varchar), '')",
      ),
    };
  } finally {
    engine.close();
  }
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'headwater-'));
  lake = testLake(root, { smallCellThreshold: T, now: NOW });
  await lake.landSeeds();
  const known = people();
  const sizes = [100, 1, known.length - 101];
  let taken = 0;
  let records = 0;
  for (const [step, size] of sizes.entries()) {
    const some = known.slice(taken, taken + size).flat();
    await refresh(some, `step-${step}`, records + 1);
    taken += size;
    records += some.length;
  }
}, 900_000);
afterAll(async () => {
  await lake.close();
  await rm(root, { recursive: true, force: true });
});

/** What is left of a total beside its months. */
function rest({ totals, months }: View, vaccine: string): number {
  const shown = [...months].filter(([key]) => key.startsWith(`${vaccine}|`));
  return (totals.get(vaccine)?.doses ?? 0) - shown.reduce((sum, [, { doses }]) => sum + doses, 0);
}

it('an analyst who keeps every refresh sees figures of people enough, and the rows that there are', () => {
  expect(views.map(({ rows }) => rows).at(-1)).toBe(1569);
  expect(views[0]?.totals.size).toBeGreaterThan(8);
  for (const { totals, months } of views) {
    for (const { patients } of [...totals.values(), ...months.values()])
      expect(patients).toBeGreaterThanOrEqual(T);
  }
});

it('two refreshes, whichever, differ by nothing or by people enough, in every figure and in what is left of a total', () => {
  for (const [at, before] of views.entries()) {
    for (const after of views.slice(at + 1)) {
      for (const kind of ['totals', 'months'] as const) {
        for (const [key, { patients }] of after[kind]) {
          const moved = Math.abs(patients - (before[kind].get(key)?.patients ?? 0));
          expect(moved === 0 || moved >= T).toBe(true);
        }
      }
      for (const vaccine of after.totals.keys()) {
        if (!before.totals.has(vaccine)) continue;
        const moved = Math.abs(rest(after, vaccine) - rest(before, vaccine));
        expect(moved === 0 || moved >= T).toBe(true);
      }
    }
  }
});

it('one person who comes moves nothing that is out', () => {
  expect(views[1]?.rows).toBeGreaterThan(views[0]?.rows ?? 0);
  expect(views[1]?.totals).toEqual(views[0]?.totals);
  expect(views[1]?.months).toEqual(views[0]?.months);
});

it('what the rows leave beside all totals is never one vaccine’s few doses', () => {
  for (const { rows, totals } of views) {
    const left = rows - [...totals.values()].reduce((sum, { doses }) => sum + doses, 0);
    expect(left === 0 || left >= 2 * T - 1).toBe(true);
  }
});

it('nobody travels back to an earlier refresh', async () => {
  const engine = await openPersonaEngine({
    lakeDir: join(root, 'lake'),
    persona: 'analyst',
    datasets,
  });
  try {
    for (const table of [
      "gold.immunizations_by_vaccine FOR TIMESTAMP AS OF TIMESTAMP '2026-11-20 00:00:00 UTC'",
      'gold.immunizations_by_vaccine FOR VERSION AS OF 1',
      'gold."immunizations_by_vaccine$snapshots"',
      'gold."immunizations_by_vaccine$history"',
      'silver."immunizations$files"',
      'silver."immunizations$partitions"',
    ])
      await expect(engine.query(`SELECT * FROM ${table}`)).rejects.toThrow();
  } finally {
    engine.close();
  }
});

it('the rule costs little of the sample', () => {
  const { totals, months } = views.at(-1) ?? { totals: new Map(), months: new Map() };
  const doses = (figures: ReadonlyMap<string, Figure>): number =>
    [...figures.values()].reduce((sum, each) => sum + each.doses, 0);
  expect(doses(totals) / 1569).toBeGreaterThan(0.7);
  expect(months.size).toBeGreaterThan(0);
});
