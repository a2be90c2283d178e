import type { Dataset } from '../../core/contracts';
import { bronzeView } from '../engine/bronze-view';
import { viewTable, type TableFiles } from '../engine/load-tables';
import type { LakeLayout } from '../layout';
import { TableStore } from '../store/table-store';
import type { ShowTable } from './permitted-tables';

/**
 * Tables of a lake directory.
 *
 * @param store where silver and gold are read. @default what is current when a table is first read
 */
export function lakeTables(
  layout: LakeLayout,
  datasets: readonly Dataset[],
  store: TableFiles = new TableStore(layout.tables),
): ShowTable {
  return async (engine, table) => {
    if (table.database !== 'bronze') {
      await viewTable(engine, store, table);
      return;
    }
    const dataset = datasets.find(({ bronze }) => bronze === table.name);
    if (!dataset) throw new Error(`bronze.${table.name} belongs to no dataset.`);
    await engine.native(await bronzeView(dataset, layout.bronze));
  };
}
