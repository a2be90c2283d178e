import { parsePersonas, personaNamed } from '../../../core/governance';
import { datasets } from '../../../datasets';
import type { ColumnView } from '../../../core/console';
import { visibleTables } from '../../../local/console/catalog';

const personas = parsePersonas();

async function columnOf(persona: string, table: string, column: string): Promise<ColumnView | undefined> {
  const tables = await visibleTables(personaNamed(personas, persona), datasets);
  const found = tables.find(({ database, name }) => `${database}.${name}` === table);
  return found?.columns.find(({ name }) => name === column);
}

test('a column of gold leads over silver to a path in bronze', async () => {
  const column = await columnOf('clinician', 'gold.immunizations_by_month', 'month');
  expect(column).toMatchObject({ from: ['silver.immunizations.occurred_at'], isPartly: false });
  expect(column?.bronze).toContainEqual(expect.stringMatching(/^bronze\.immunizations \$\.occurrence/));
});

test('the way goes through models that stand on models', async () => {
  const speed = await columnOf('clinician', 'gold.unit_daily', 'speed_mean_kmh');
  expect(speed?.from).toContain('silver.positions_with_weather.speed_kmh');
  expect(speed?.bronze).toContain('bronze.positions $.speed_kmh');
  expect(speed?.isPartly).toBe(false);
});

test('an expression tells which paths it reads', async () => {
  expect(await columnOf('clinician', 'silver.document_pages', 'line_count')).toMatchObject({
    bronze: ['bronze.document_pages $.lines'],
  });
});

test('what a persona doesn’t see isn’t named on the way', async () => {
  expect(await columnOf('analyst', 'gold.immunizations_by_vaccine', 'patients')).toMatchObject({
    from: [],
    bronze: [],
    isPartly: true,
  });
  expect(await columnOf('clinician', 'gold.immunizations_by_vaccine', 'patients')).toMatchObject({
    from: ['silver.immunizations.patient_id'],
    isPartly: false,
  });
});
