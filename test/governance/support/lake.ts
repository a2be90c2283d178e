import {
  defineDataset,
  type ColumnContract,
  type Dataset,
  type RowFilter,
  type Sensitivity,
} from '../../../core/contracts';
import {
  governedTables,
  parsePersonas,
  personaNamed,
  type GovernedTable,
  type PersonaConfig,
} from '../../../core/governance';

/** A dataset with one column of each class and a key. */
export function visits(rowFilters: readonly RowFilter[] = []): Dataset {
  const column = (sensitivity: Sensitivity, required = false): ColumnContract => ({
    type: 'string',
    sensitivity,
    required,
    from: '$.x',
    description: 'A column',
  });
  return defineDataset({
    name: 'visits',
    version: '1.0.0',
    description: 'Visits.',
    domain: 'care',
    owner: 'clinic',
    key: ['visit_id'],
    columns: {
      visit_id: column('personal', true),
      status: column('health', true),
      site: column('public'),
      source: column('internal'),
    },
    rowFilters,
  });
}

export const NOT_VOID: RowFilter = {
  name: 'not_void',
  description: 'Void visits are hidden',
  visible: "status <> 'void'",
};
export const NOT_TEST: RowFilter = {
  name: 'not_test',
  description: 'Test visits are hidden',
  visible: "site <> 'test'",
};

export function tableNamed(datasets: readonly Dataset[], name: string): GovernedTable {
  const found = governedTables(datasets).find((table) => `${table.database}.${table.name}` === name);
  if (!found) throw new Error(`no table ${name}`);
  return found;
}

export function persona(name: string, change: Partial<PersonaConfig> = {}): PersonaConfig {
  return { ...personaNamed(parsePersonas(), name), ...change };
}
