import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parsePersonas, personaNamed } from '../../../core/governance';
import { datasets } from '../../../datasets';
import { CHARTS, savedChartsOf } from '../../../datasets/charts';
import { openPersonaEngine } from '../../../local/access';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();

test('every file of a chart is declared', () => {
  const files = readdirSync(join(__dirname, '../../../datasets/charts')).filter((name) =>
    name.endsWith('.sql'),
  );
  expect(files.sort()).toEqual(CHARTS.map(({ name }) => `${name}.sql`).sort());
});

test('every chart that has a file draws columns that its statement gives', async () => {
  const engine = await openPersonaEngine({ lakeDir: directory(), persona: 'analyst', datasets });
  try {
    for (const { name, x, series, measures, sql } of savedChartsOf(
      personaNamed(parsePersonas(), 'analyst'),
    )) {
      const given = (await engine.answer(sql())).columns?.map((column) => column.name) ?? [];
      expect([name, ...given]).toEqual(
        expect.arrayContaining([name, x, ...measures, ...(series === undefined ? [] : [series])]),
      );
    }
  } finally {
    engine.close();
  }
});

test('a chart that names columns of a class isn’t shown below it', () => {
  const names = parsePersonas().map((persona) => [persona.name, savedChartsOf(persona).length]);
  expect(Object.fromEntries(names)).toMatchObject({ analyst: CHARTS.length, 'bi-service': 0 });
});
