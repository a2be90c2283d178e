import { defineDataset, type ColumnContract, type Dataset, type DatasetContract } from '../../core/contracts';

/** Changes as a database tells them. */
const CHANGES = {
  operation: '$.op',
  operations: { insert: ['c', 'r'], update: ['u'], partial: ['p'], delete: ['d'], truncate: ['t'] },
  position: [
    { path: '$.lsn', as: 'number' },
    { path: '$.offset', as: 'number' },
  ],
  unchanged: '__unchanged',
} as const;

/** Every way of loading that a contract can ask for, and every type. */
export const strategies: readonly Dataset[] = [
  dataset('upserted', {}),
  dataset('dated', { versionedBy: 'at' }),
  dataset('appended', { load: 'append', partitions: ['bucket(8, id)'] }),
  dataset('changed', { load: CHANGES }),
  dataset('upserted_with_history', { versionedBy: 'at', history: true }),
  dataset('changed_with_history', { load: CHANGES, versionedBy: 'at', history: true, key: ['id', 'place'] }),
];

/** The same after somebody has added a column to each contract and widened another. */
export const evolvedStrategies: readonly Dataset[] = strategies.map((each) =>
  defineDataset({
    ...each,
    version: '1.1.0',
    columns: {
      ...each.columns,
      whole: { ...each.columns.whole!, type: 'bigint' },
      exact: { ...each.columns.exact!, type: 'decimal(20,2)' },
      added: column('string', 'added'),
    },
  }),
);

function dataset(name: string, contract: Partial<DatasetContract>): Dataset {
  return defineDataset({
    name,
    version: '1.0.0',
    description: 'Things.',
    domain: 'documents',
    owner: 'conformance',
    key: ['id'],
    columns: {
      id: { ...column('string', 'id'), required: true },
      place: { ...column('int', 'place'), required: contract.key !== undefined },
      name: column('string', 'name'),
      kind: { ...column('string', 'kind'), oneOf: ['a', 'b'] },
      flag: column('boolean', 'flag'),
      whole: column('int', 'whole'),
      large: column('bigint', 'large'),
      real: column('double', 'real'),
      exact: column('decimal(10,2)', 'exact'),
      day: column('date', 'day'),
      at: column('timestamp', 'at'),
    },
    ...contract,
  });
}

function column(type: ColumnContract['type'], name: string): ColumnContract {
  return { type, sensitivity: 'internal', from: `$.${name}`, description: `Its ${name}` };
}
