import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { State } from './histories';
import type { Figure, View } from './rules';

const ROOT = join(__dirname, '../..');
const SAMPLE = join(ROOT, 'datasets/immunizations/sample/immunizations.ndjson');
const run = promisify(execFile);

interface Immunization {
  readonly status: string;
  readonly patient: { readonly reference: string };
  readonly occurrenceDateTime?: string;
  readonly vaccineCode: { readonly coding?: readonly { readonly code?: string }[] };
}

/** What the lake's own command shows an analyst after each of so many parts of the bundled sample. */
export async function asAnalyst(parts: number): Promise<{ views: View[]; states: State[] }> {
  const root = await mkdtemp(join(tmpdir(), 'headwater-disclosure-'));
  const lake = async (...words: string[]): Promise<string> =>
    (
      await run(process.execPath, [join(ROOT, 'bin/lake.js'), '--lake', join(root, 'lake'), ...words], {
        maxBuffer: 1e8,
      })
    ).stdout;
  const asked = async (sql: string): Promise<Readonly<Record<string, unknown>>[]> =>
    JSON.parse(await lake('sql', sql, '--as', 'analyst', '--format', 'json')) as Readonly<
      Record<string, unknown>
    >[];
  const figuresBy = async (table: string, key: string): Promise<Map<string, Figure>> => {
    const rows = await asked(`SELECT ${key} AS k, doses, patients FROM gold.${table} WHERE NOT suppressed`);
    return new Map(
      rows.map(({ k, doses, patients }) => [String(k), { doses: Number(doses), people: Number(patients) }]),
    );
  };
  try {
    const people = byPerson();
    const views: View[] = [];
    const states: State[] = [];
    for (const [first, last] of cuts(people.length, parts)) {
      await lake('put', 'immunizations', await written(root, people.slice(first, last).flat()));
      await lake('transform');
      states.push(dosesOf(people.slice(0, last)));
      views.push({
        rows: Number((await asked('SELECT count(*) AS n FROM silver.immunizations'))[0]?.n),
        totals: await figuresBy('immunizations_by_vaccine', "coalesce(cvx_code, '')"),
        months: await figuresBy(
          'immunizations_by_month',
          "coalesce(cvx_code, '') || '|' || coalesce(CAST(month AS varchar), '')",
        ),
      });
    }
    return { views, states };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The sample by person, in the order in which they are in it. */
function byPerson(): string[][] {
  const found = new Map<string, string[]>();
  for (const line of readFileSync(SAMPLE, 'utf8').trim().split('\n')) {
    const { reference } = (JSON.parse(line) as Immunization).patient;
    found.set(reference, [...(found.get(reference) ?? []), line]);
  }
  return [...found.values()];
}

/** Most people at first, then one, then two, and so on. */
function cuts(people: number, parts: number): [first: number, last: number][] {
  const later = Array.from({ length: parts - 1 }, (_, at) => at + 1);
  const first = people - later.reduce((sum, each) => sum + each, 0);
  let taken = 0;
  return [first, ...later].map((size) => {
    taken += size;
    return [taken - size, taken];
  });
}

async function written(root: string, lines: readonly string[]): Promise<string> {
  const file = join(root, 'records.ndjson');
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

function dosesOf(people: readonly (readonly string[])[]): State {
  return people.flatMap((lines, person) =>
    lines
      .map((line) => JSON.parse(line) as Immunization)
      .filter(({ status }) => status === 'completed')
      .map(({ vaccineCode, occurrenceDateTime = '' }) => ({
        person,
        vaccine: vaccineCode.coding?.[0]?.code ?? '',
        month: `${occurrenceDateTime.slice(0, 7)}-01`,
      })),
  );
}
