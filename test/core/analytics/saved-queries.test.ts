import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../../datasets';
import { SAVED_QUERIES, savedQueriesOf } from '../../../datasets/saved_queries';
import type { SqlRow } from '../../../core/ports';
import type { SavedQuery } from '../../../core/analytics';
import { parsePersonas, type PersonaConfig } from '../../../core/governance';
import { openPersonaEngine, type PersonaEngine } from '../../../local/access';
import type { LocalLake } from '../../../local/lake';
import { EXTRA_PATIENT, sampleLake } from './support/sample-lake';

/** Datasets of which the sample lake has records. */
const DATASETS_OF_THE_SAMPLE = 7;

interface Proof {
  /** The day that stands for today, YYYY-MM-DD. @default the day of the lake's clock */
  readonly today?: string;
  /** All rows, or the first where `rowsInAll` says how many there are. */
  readonly rows: (persona: PersonaConfig) => readonly unknown[];
  readonly rowsInAll?: number;
}

const some = (row: SqlRow): unknown => expect.objectContaining(row);
const seesErrors = ({ rowFilterExemptions }: PersonaConfig): boolean => rowFilterExemptions.length > 0;
const flu = 'Influenza, seasonal, injectable, preservative free';

/** What each query gives over the sample; those of the sample agree with a count over its file. */
const PROOFS: Readonly<Record<string, Proof>> = {
  doses_by_vaccine: {
    rowsInAll: 10,
    rows: () => [
      { vaccine_name: flu, doses: 110, patients: 13, first_year: 1962, last_year: 2023 },
      {
        vaccine_name: 'COVID-19, mRNA LNP-S, PF, Pfizer',
        doses: 8,
        patients: 4,
        first_year: 2021,
        last_year: 2021,
      },
      { vaccine_name: 'HPV, quadrivalent', doses: 7, patients: 3, first_year: 2013, last_year: 2022 },
    ],
  },
  doses_by_month: {
    today: '2023-03-01',
    rows: () => [
      { year: 2021, month: '2021-03-01', doses: 3, vaccines: 1 },
      { year: 2021, month: '2021-04-01', doses: 2, vaccines: 1 },
      { year: 2022, month: '2022-04-01', doses: 2, vaccines: 1 },
    ],
  },
  documents_by_day: {
    rows: () => [
      {
        day: '2026-11-21',
        documents: 5,
        documents_read: 2,
        documents_rejected: 2,
        documents_failed: 1,
        pages: 2,
        mean_confidence: 100,
      },
    ],
  },
  documents_not_read: {
    rows: () =>
      expect.arrayContaining([
        { state: 'rejected', reason: 'not-a-pdf', server: 'partner', documents: 1 },
        some({ state: 'rejected', reason: 'empty', documents: 1 }),
        some({ state: 'failed', reason: 'unreadable', documents: 1 }),
      ]) as readonly unknown[],
    rowsInAll: 3,
  },
  fields_decided: {
    rows: () => [{ confidence_from: 100, confirmed: 0, corrected: 0, undecided: 10 }],
  },
  freshness: {
    rows: () =>
      expect.arrayContaining([
        some({ dataset: 'documents', inserted: 5, quarantined: 0 }),
        {
          dataset: 'immunizations',
          loaded_at: '2026-11-21 12:00:00',
          landed: 163,
          inserted: 162,
          updated: 0,
          duplicates: 0,
          quarantined: 1,
        },
        some({ dataset: 'vaccines', inserted: 263 }),
      ]) as readonly unknown[],
    rowsInAll: DATASETS_OF_THE_SAMPLE,
  },
  broken_rules: {
    rows: () => [
      {
        dataset: 'immunizations',
        rule: 'key_is_unique',
        checked_at: '2026-11-20 10:00:00',
        failed: 1,
        checked: 162,
      },
    ],
  },
  quarantine_reasons: {
    rows: () => [
      some({ dataset: 'immunizations', reason: 'not_allowed', column_name: 'status', records: 1 }),
    ],
  },
  doses_per_person: {
    rows: (persona) => [
      some({ patient_id: '/test/Patient/fb7c882a-f897-e7c5-67e0-825e7fd55d15', records: 19 }),
      some({ patient_id: '/test/Patient/63ee2253-bdd5-da55-2ad2-b4984d0ad700', records: 17 }),
      some({ patient_id: '/test/Patient/bb6a9034-2f23-2508-d29d-35efee156dc9', records: 16 }),
      ...Array.from({ length: 10 }, () => expect.anything() as unknown),
      ...(seesErrors(persona) ? [some({ patient_id: `/test/Patient/${EXTRA_PATIENT}`, records: 1 })] : []),
    ],
  },
  recent_immunizations: {
    rows: (persona) => [
      ...(seesErrors(persona) ? [some({ immunization_id: 'in-error', status: 'entered-in-error' })] : []),
      {
        immunization_id: 'e37f5a2a-2edc-d521-eefc-e2d6242575b7',
        patient_id: '/test/Patient/a5cb8ce9-cec6-6b23-0990-cbaf753578a4',
        occurred_at: '2023-02-05 03:58:16',
        vaccine_name: flu,
        cvx_code: '140',
        lot_number: null,
        location_name: 'NEWMAN MEMORIAL COUNTY HOSPITAL',
        status: 'completed',
      },
    ],
    rowsInAll: 100,
  },
  // Nobody has decided one here; the console's tests count those who did.
  immunizations_decided: { rows: () => [] },
  immunizations_to_review: {
    rows: () => [
      some({
        page: 1,
        patient_name: 'Jane Example',
        vaccine_name: 'Influenza, seasonal',
        cvx_code: '140',
        lot_number: 'L-78',
        read_at: '2026-11-21 12:00:00',
      }),
    ],
  },
};

it('every file is declared, and every query is proven', () => {
  const files = readdirSync(join(__dirname, '../../../datasets/saved_queries')).filter((name) =>
    name.endsWith('.sql'),
  );
  const names = SAVED_QUERIES.map(({ name }) => name);
  expect(files.sort()).toEqual(names.map((name) => `${name}.sql`).sort());
  expect(Object.keys(PROOFS).sort()).toEqual([...names].sort());
});

/** The text with a day in the place of today, so that its rows don't depend on when the test runs. */
const sqlOn = (query: SavedQuery, today = '2026-11-21'): string =>
  query.sql().replaceAll('current_date', `DATE '${today}'`);

const personas = parsePersonas();
const saved = personas.flatMap((persona) => savedQueriesOf(persona).map((query) => ({ persona, query })));
const withheld = personas.flatMap((persona) =>
  SAVED_QUERIES.filter((query) => !savedQueriesOf(persona).includes(query)).map((query) => ({
    persona,
    query,
  })),
);

describe('on a lake with the sample', () => {
  let directory: string;
  let lake: LocalLake;
  const engines = new Map<string, PersonaEngine>();
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'headwater-'));
    lake = await sampleLake(directory);
    for (const { name } of personas) {
      engines.set(
        name,
        await openPersonaEngine({ lakeDir: join(directory, 'lake'), persona: name, datasets }),
      );
    }
  }, 120_000);
  afterAll(async () => {
    for (const engine of engines.values()) engine.close();
    await lake.close();
    await rm(directory, { recursive: true, force: true });
  });
  const ask = ({ name }: PersonaConfig, sql: string): Promise<SqlRow[]> => {
    const engine = engines.get(name);
    if (!engine) throw new Error(`no engine for ${name}`);
    return engine.query(sql);
  };

  it.each(saved)('$query.name gives $persona.name its rows', async ({ persona, query }) => {
    const proof = PROOFS[query.name];
    if (!proof) throw new Error(`no proof of ${query.name}`);
    const found = await ask(persona, sqlOn(query, proof.today));
    const expected = proof.rows(persona);
    const isWhole = proof.rowsInAll === undefined || !Array.isArray(expected);
    expect(isWhole ? found : found.slice(0, expected.length)).toEqual(expected);
    if (proof.rowsInAll !== undefined) expect(found).toHaveLength(proof.rowsInAll);
    // As it is saved, with the real day.
    await expect(ask(persona, query.sql())).resolves.toBeInstanceOf(Array);
  });

  it.each(withheld)(
    '$query.name, saved for others, is refused to $persona.name',
    async ({ persona, query }) => {
      await expect(ask(persona, query.sql())).rejects.toThrow();
    },
  );

  const daysLater: readonly (readonly [string, string])[] = [
    ['broken_rules', '2026-11-28'],
    ['documents_by_day', '2026-12-22'],
    ['doses_by_month', '2026-01-01'],
  ];
  it.each(daysLater)('%s lets go of what is too old by %s', async (name, today) => {
    const query = SAVED_QUERIES.find((each) => each.name === name);
    if (!query) throw new Error(`no query ${name}`);
    await expect(lake.query(sqlOn(query, today))).resolves.toEqual([]);
  });
});
