import type { Dataset } from '../contracts';
import { goldTable, silverTable, stagingTable } from './dataset-tables';
import { SYSTEM_TABLES } from './system-tables';
import type { Table } from './table';

export * from './dataset-tables';
export * from './system-tables';
export * from './table';

/** Every Iceberg table of the lake, in the order in which they are created. */
export function icebergTables(datasets: readonly Dataset[]): Table[] {
  return [
    ...SYSTEM_TABLES,
    ...datasets.flatMap((dataset) => [
      stagingTable(dataset),
      silverTable(dataset),
      ...dataset.models.map(goldTable),
    ]),
  ];
}
