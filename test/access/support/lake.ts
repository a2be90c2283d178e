import type { Dataset } from '../../../core/contracts';
import {
  defineDataset,
  defineModel,
  type ColumnContract,
  type ColumnType,
  type Sensitivity,
} from '../../../core/contracts';
import { parsePersonas, personaNamed } from '../../../core/governance';
import { PersonaEngine, type ShowTable } from '../../../local/access';
import { createTable } from '../../../local/engine/duckdb-types';

/** Stands in every value that an analyst may not see, whether hidden by column or by row. */
export const CANARY = 'CANARY';

const column = (type: ColumnType, sensitivity: Sensitivity, required = false): ColumnContract => ({
  type,
  sensitivity,
  required,
  from: '$.x',
  description: 'A column',
});

export const visits: Dataset = defineDataset({
  name: 'visits',
  version: '1.0.0',
  description: 'Visits.',
  domain: 'care',
  owner: 'clinic',
  key: ['visit_id'],
  columns: {
    visit_id: column('string', 'personal', true),
    patient_name: column('string', 'personal'),
    status: column('string', 'health'),
    diagnosis: column('string', 'health'),
    site: column('string', 'public'),
    beds: column('int', 'internal'),
  },
  rowFilters: [{ name: 'not_void', description: 'Void visits are hidden', visible: "status <> 'void'" }],
  models: [
    defineModel({
      name: 'visits_by_site',
      description: 'Visits per site.',
      domain: 'care',
      grain: ['site'],
      sql: () => '',
      columns: {
        site: { type: 'string', sensitivity: 'public', description: 'Site' },
        visits: { type: 'bigint', sensitivity: 'public', description: 'Visits' },
      },
    }),
  ],
});

export const SEEN_BY_ANALYST = ['site', 'beds'];
export const HIDDEN_FROM_ANALYST = [
  'visit_id',
  'patient_name',
  'status',
  'diagnosis',
  'event_id',
  'arrived_at',
  'arrival_sequence',
  'versioned_at',
];

const secret = (text: string): string => `'${CANARY} ${text}'`;
const VISITS = [
  `(${secret('v1')}, ${secret('Ann')}, 'open', ${secret('flu')}, 'north', 3, 'e1', TIMESTAMP '2024-01-01', '1', TIMESTAMP '2024-01-01')`,
  `(${secret('v2')}, ${secret('Bob')}, 'open', ${secret('gout')}, 'south', 5, 'e2', TIMESTAMP '2024-01-02', '2', TIMESTAMP '2024-01-02')`,
  `(${secret('v3')}, ${secret('Cy')}, 'void', ${secret('cold')}, ${secret('site')}, 0, ${secret('e3')}, TIMESTAMP '2024-01-03', '3', TIMESTAMP '2024-01-03')`,
];

/** Tables in memory instead of files. */
export const show: ShowTable = async (engine, table) => {
  await engine.native(createTable(table));
  const name = `${table.database}."${table.name}"`;
  if (table.database === 'bronze') await engine.native(`ALTER TABLE ${name} ADD COLUMN dt VARCHAR`);
  const rows: Readonly<Record<string, readonly string[]>> = {
    'silver.visits': VISITS,
    'bronze.visits': [`(${secret('raw')}, '2024/01/01')`],
    'silver.quarantine': [
      `('visits', 'type', 'beds', ${secret('raw')}, 'h', 'e9', now()::TIMESTAMP, 'o', now()::TIMESTAMP, 1)`,
    ],
    'gold.visits_by_site': [`('north', 20)`],
  };
  const values = rows[`${table.database}.${table.name}`];
  if (values) await engine.native(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
};

export interface OpenAs {
  /** Sends DuckDB's own SQL past the dialect bridge. @default false */
  readonly native?: boolean;
  /** Where it may have results written. @default nowhere */
  readonly results?: string;
}

export async function openAs(
  persona: string,
  { native = false, results }: OpenAs = {},
): Promise<PersonaEngine> {
  return PersonaEngine.open({
    persona: personaNamed(parsePersonas(), persona),
    datasets: [visits],
    show,
    engine: { memoryMb: 200, threads: 1 },
    ...(results !== undefined && { results }),
    ...(native && { translate: (sql: string) => sql }),
  });
}

/** Everything that comes back from a statement, rows or error, as text. */
export async function outcome(engine: PersonaEngine, sql: string): Promise<string> {
  try {
    return JSON.stringify(await engine.query(sql));
  } catch (error) {
    const { message, stack, cause } = error as Error;
    return [message, stack, JSON.stringify(cause), JSON.stringify(error)].join('\n');
  }
}
