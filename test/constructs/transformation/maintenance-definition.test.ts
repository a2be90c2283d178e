import { datasets } from '../../../datasets';
import { maintenanceDefinition } from '../../../lib/constructs/transformation/maintenance-definition';
import { icebergTables, qualified } from '../../../core/tables';
import { statesOf } from './states';

const tables = icebergTables(datasets);
const machine = maintenanceDefinition({ workGroup: 'work-group', ledgerTable: 'ledger', tables });
const states = statesOf(machine);

it.each(tables.map(qualified))('compacts %s, then deletes what no snapshot needs', (name) => {
  expect(states.get(`Compact ${name}`)).toMatchObject({
    Arguments: { QueryString: `OPTIMIZE ${name} REWRITE DATA USING BIN_PACK` },
    Next: `Vacuum ${name}`,
  });
  expect(states.get(`Vacuum ${name}`)).toMatchObject({ Arguments: { QueryString: `VACUUM ${name}` } });
});

it('goes on with the next table when one fails, and fails at the end', () => {
  expect(states.get('silver.quarantine failed')?.Next).toBe('Compact silver.load_audit');
  expect(machine.States['Did all go well?']?.Default).toBe('Not all went well');
});

it('works only while it holds the lock', () => {
  expect(machine.States['Wait for the lock']?.Next).toBe(
    `Compact ${qualified(tables[0] ?? { database: 'silver', name: '' })}`,
  );
  expect(machine.States['Give the lock back']?.Next).toBe('Did all go well?');
});

it('needs a table', () => {
  expect(() => maintenanceDefinition({ workGroup: 'w', ledgerTable: 'l', tables: [] })).toThrow(
    'no table to maintain',
  );
});
