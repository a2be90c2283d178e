import type { Dataset } from '../contracts';
import { bronzeTable, modelTable, memoryTables, silverTables, workTables } from './dataset-tables';
import { SYSTEM_TABLES } from './system-tables';
import { qualified } from './table';

/**
 * Datasets of one lake: no two of them have a table in common.
 *
 * @throws Error naming both and the table: a record would be of both, and each load would take the other's for its own
 */
export function distinct(datasets: readonly Dataset[]): readonly Dataset[] {
  const owners = new Map(SYSTEM_TABLES.map((table) => [qualified(table), 'the lake itself']));
  for (const dataset of datasets) {
    const tables = [
      bronzeTable(dataset),
      ...workTables(dataset),
      ...memoryTables(dataset),
      ...silverTables(dataset),
      ...dataset.models.map(modelTable),
    ];
    for (const name of new Set(tables.map(qualified))) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        const remedy = name.startsWith('bronze.')
          ? `give one of them another place in bronze (\`bronze\` in its contract)`
          : `give one of them another name`;
        throw new Error(`Dataset "${dataset.name}" and ${owner} both have ${name}: ${remedy}.`);
      }
      owners.set(name, `dataset "${dataset.name}"`);
    }
  }
  return datasets;
}
