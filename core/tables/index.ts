import type { Dataset } from '../contracts';
import { modelTable, memoryTables, silverTables, workTables } from './dataset-tables';
import { SYSTEM_TABLES } from './system-tables';
import type { Table } from './table';

export * from './columns';
export * from './dataset-tables';
export * from './distinct';
export * from './iceberg';
export * from './memory-tables';
export * from './system-tables';
export * from './table';

/** Every Iceberg table of the lake, in the order in which they are created. */
export function icebergTables(datasets: readonly Dataset[]): Table[] {
  return [
    ...SYSTEM_TABLES,
    ...datasets.flatMap((dataset) => [
      ...workTables(dataset),
      ...memoryTables(dataset),
      ...silverTables(dataset),
      ...dataset.models.map(modelTable),
    ]),
  ];
}
