import { filterName, governedTables, grantsFor } from '../../../core/governance';
import { NOT_TEST, NOT_VOID, persona, visits } from '../../governance/support/lake';

const tables = governedTables([visits([NOT_VOID])]);
const cells = (name: string, exempt: 'all' | string[] = []) =>
  grantsFor(persona(name, { rowFilterExemptions: exempt }), tables).filter((grant) => grant.kind === 'cells');

describe('grants', () => {
  it('describe databases apart from selecting from tables', () => {
    const [database, table] = grantsFor(persona('analyst'), tables);
    expect(database).toMatchObject({
      resourceType: 'DATABASE',
      expression: { zone: ['silver', 'gold'] },
      permissions: ['DESCRIBE'],
    });
    expect(table).toMatchObject({
      resourceType: 'TABLE',
      expression: { zone: ['silver', 'gold'], sensitivity: ['public', 'internal'], rows: ['all'] },
      permissions: ['SELECT', 'DESCRIBE'],
    });
  });

  it('never reach filtered rows by tag for whom a filter applies', () => {
    const [, table] = grantsFor(persona('clinician'), tables);
    expect(table).toMatchObject({ expression: { rows: ['all'] } });
    const [, exempt] = grantsFor(persona('lake-admin'), tables);
    expect(exempt).toMatchObject({ expression: { rows: ['all', 'filtered'] } });
  });

  it('give filtered tables cell by cell: the cleared columns, the visible rows', () => {
    expect(cells('analyst')).toEqual([
      expect.objectContaining({
        database: 'silver',
        table: 'visits',
        columns: ['site', 'source'],
        predicate: "status <> 'void'",
      }),
    ]);
  });

  it('give every row of a table of whose only filter somebody is exempt', () => {
    expect(cells('analyst', ['visits.not_void'])[0]).not.toHaveProperty('predicate');
    expect(cells('analyst', 'all')).toEqual([]);
  });

  it('give no cells of tables outside the zones of a persona', () => {
    expect(cells('bi-service')).toEqual([]);
  });

  it('name a filter anew when what it lets through changes', () => {
    const [grant] = cells('analyst');
    const [other] = grantsFor(persona('analyst'), governedTables([visits([NOT_TEST])])).filter(
      (each) => each.kind === 'cells',
    );
    if (!grant || !other) throw new Error('no cells granted');
    expect(filterName(grant)).toMatch(/^analyst-[0-9a-f]{8}$/);
    expect(filterName(other)).not.toBe(filterName(grant));
  });
});
