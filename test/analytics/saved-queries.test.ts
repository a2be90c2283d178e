import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets';
import { SAVED_QUERIES, savedQueriesOf, savedSql } from '../../lib/analytics';
import { parsePersonas } from '../../lib/governance';
import { openPersonaEngine } from '../../local/access';
import type { LocalLake } from '../../local/lake';
import { immunization } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';

it('every file is declared', () => {
  const files = readdirSync(join(__dirname, '../../lib/analytics/saved-queries'));
  expect(files.sort()).toEqual(SAVED_QUERIES.map(({ name }) => `${name}.sql`).sort());
});

describe('on a lake', () => {
  let directory: string;
  let lake: LocalLake;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'headwater-'));
    lake = testLake(directory);
    await lake.landSeeds();
    const arrivedAt = Date.parse('2026-11-20T10:00:00Z');
    const payloads = [
      immunization({ id: 'a', occurrenceDateTime: '2026-10-01T10:00:00Z' }),
      immunization({ id: 'b', occurrenceDateTime: '2026-11-01T10:00:00Z' }),
      immunization({ id: 'c', status: 'no such status' }),
    ];
    const records = payloads.map((payload) => ({ id: payload.id, payload, arrivedAt }));
    await intoBronze(lake, records, 'first');
    await lake.transform();
  });
  afterAll(async () => {
    await lake.close();
    await rm(directory, { recursive: true, force: true });
  });
  const rowsOf = (name: string) => {
    const query = SAVED_QUERIES.find((each) => each.name === name);
    if (!query) throw new Error(`no query ${name}`);
    return lake.query(savedSql(query));
  };

  it('doses_by_vaccine gives a row per vaccine', async () => {
    await expect(rowsOf('doses_by_vaccine')).resolves.toMatchObject([{ doses: 2, patients: 1 }]);
  });

  it('doses_by_month gives the months of the last two years', async () => {
    const rows = await rowsOf('doses_by_month');
    for (const row of rows) expect(row).toMatchObject({ doses: 1, groups_suppressed: 0 });
  });

  it('freshness gives every dataset that was loaded once, with what its last load did', async () => {
    const rows = await rowsOf('freshness');
    const names = rows.map(({ dataset }) => dataset);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toEqual(expect.arrayContaining(['immunizations', 'vaccines']));
    expect(rows).toContainEqual(
      expect.objectContaining({ dataset: 'immunizations', landed: 3, inserted: 2, quarantined: 1 }),
    );
  });

  it('quarantine_reasons counts by reason', async () => {
    await expect(rowsOf('quarantine_reasons')).resolves.toMatchObject([
      { dataset: 'immunizations', reason: 'not_allowed', column_name: 'status', records: 1 },
    ]);
  });

  it('recent_immunizations starts with the latest', async () => {
    const rows = await rowsOf('recent_immunizations');
    expect(rows.map(({ immunization_id: id }) => id)).toEqual(['b', 'a']);
  });

  it('doses_per_person gives a row per person', async () => {
    await expect(rowsOf('doses_per_person')).resolves.toMatchObject([{ patient_id: 'p-1', records: 2 }]);
  });

  it('broken_rules gives those of the last week', async () => {
    await expect(rowsOf('broken_rules')).resolves.toEqual([]);
  });

  it.each(parsePersonas())('$name may run every query of its workgroup', async (persona) => {
    const engine = await openPersonaEngine({
      lakeDir: join(directory, 'lake'),
      persona: persona.name,
      datasets,
    });
    try {
      for (const query of savedQueriesOf(persona)) {
        await expect(engine.query(savedSql(query))).resolves.toBeInstanceOf(Array);
      }
    } finally {
      engine.close();
    }
  });

  it('no persona would be refused a query for a class that it names too high', async () => {
    for (const persona of parsePersonas()) {
      const engine = await openPersonaEngine({
        lakeDir: join(directory, 'lake'),
        persona: persona.name,
        datasets,
      });
      try {
        const withheld = SAVED_QUERIES.filter((query) => !savedQueriesOf(persona).includes(query));
        for (const query of withheld) await expect(engine.query(savedSql(query))).rejects.toThrow();
      } finally {
        engine.close();
      }
    }
  });
});
