import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { silverTable } from '../../core/tables';
import { openPersonaEngine } from '../../local/access';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { saveTable } from '../../local/engine/load-tables';
import { layoutOf } from '../../local/layout';
import { TableStore } from '../../local/store/table-store';
import { temporaryDirectory } from '../support/temporary-directory';
import { show, visits } from './support/lake';

describe('a lake directory', () => {
  const lake = temporaryDirectory();
  beforeEach(async () => {
    const layout = layoutOf(lake());
    const engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1 });
    const table = silverTable(visits);
    await show(engine, table);
    await saveTable(engine, new TableStore(layout.tables), table);
    engine.close();
    const day = join(layout.bronze, 'visits', '2024', '01', '01');
    await mkdir(day, { recursive: true });
    await writeFile(join(day, '1.json'), '{"id":"e1"}\n{"id":"e2"}\n');
  });

  it('is opened as an analyst sees it, tables without a file empty', async () => {
    const analyst = await openPersonaEngine({ lakeDir: lake(), persona: 'analyst', datasets: [visits] });
    try {
      expect(await analyst.query('SELECT site, beds FROM silver.visits ORDER BY beds')).toEqual([
        { site: 'north', beds: 3 },
        { site: 'south', beds: 5 },
      ]);
      expect(await analyst.query('SELECT * FROM gold.visits_by_site')).toEqual([]);
      expect(
        await analyst.query('SELECT count(*) AS n FROM silver.visits WHERE site = ?', ['north']),
      ).toEqual([{ n: 1 }]);
      await expect(analyst.query('SELECT record FROM bronze.visits')).rejects.toThrow(/^TABLE_NOT_FOUND/);
      await expect(analyst.query(`SELECT * FROM '${lake()}/silver/visits/*.parquet'`)).rejects.toThrow();
    } finally {
      analyst.close();
    }
  });

  it('is opened as a steward sees it, raw records included', async () => {
    const steward = await openPersonaEngine({ lakeDir: lake(), persona: 'data-steward', datasets: [visits] });
    try {
      expect(
        await steward.query("SELECT record FROM bronze.visits WHERE dt = '2024/01/01' ORDER BY 1"),
      ).toEqual([{ record: '{"id":"e1"}' }, { record: '{"id":"e2"}' }]);
      expect(await steward.query('SELECT count(*) AS n FROM silver.visits')).toEqual([{ n: 3 }]);
    } finally {
      steward.close();
    }
  });

  it('is not opened for a persona that does not exist', async () => {
    await expect(
      openPersonaEngine({ lakeDir: lake(), persona: 'auditor', datasets: [visits] }),
    ).rejects.toThrow(/no persona "auditor"; there are lake-admin/);
  });
});
