import { databaseTags, governedTables, tagAssignments, tagVocabulary } from '../../../core/governance';
import { isAboutPeople, isOfPeople } from '../../../core/contracts';
import { DATABASES, quarantineTable, silverTables, SYSTEM_TABLES } from '../../../core/tables';
import { datasets } from '../../../datasets';
import { NOT_VOID, tableNamed, visits } from '../../governance/support/lake';

describe('LF-tags', () => {
  it.each(DATABASES)('hide whatever is new in %s', (database) => {
    expect(databaseTags(database)).toEqual({
      zone: database,
      domain: 'unclaimed',
      sensitivity: 'health',
      rows: 'filtered',
    });
  });

  it('give every column of every table its class, once', () => {
    const tables = governedTables(datasets);
    const assigned = tagAssignments(tables).flatMap(({ database, table, columns = [], tags }) =>
      columns.map((column) => `${database}.${table}.${column}=${tags.sensitivity}`),
    );
    const classed = tables.flatMap(({ database, name, columns }) =>
      columns.map((column) => `${database}.${name}.${column.name}=${column.sensitivity}`),
    );
    expect([...assigned].sort()).toEqual([...classed].sort());
  });

  it('group columns of one class into one call, and open the table last', () => {
    expect(tagAssignments([tableNamed([visits([NOT_VOID])], 'silver.visits')])).toEqual([
      { database: 'silver', table: 'visits', columns: ['visit_id'], tags: { sensitivity: 'personal' } },
      {
        database: 'silver',
        table: 'visits',
        columns: ['status', 'event_id', 'arrived_at', 'arrival_sequence', 'versioned_at'],
        tags: { sensitivity: 'health' },
      },
      { database: 'silver', table: 'visits', columns: ['site'], tags: { sensitivity: 'public' } },
      {
        database: 'silver',
        table: 'visits',
        columns: ['source'],
        tags: { sensitivity: 'internal' },
      },
      { database: 'silver', table: 'visits', tags: { domain: 'care', rows: 'filtered' } },
    ]);
  });

  it('hide every date of a record about somebody, whichever column holds it', () => {
    const ofPeople = datasets.filter(isAboutPeople).flatMap(silverTables);
    const dates = [...ofPeople, quarantineTable].flatMap((table) =>
      table.columns.filter(({ type }) => type === 'timestamp' || type === 'date'),
    );
    expect(dates.length).toBeGreaterThan(10);
    expect(dates.filter(({ sensitivity }) => !isOfPeople(sensitivity))).toEqual([]);
  });

  it('hide ids and hashes that content or time can be told by', () => {
    const tables = [...datasets.filter(isAboutPeople).flatMap(silverTables), ...SYSTEM_TABLES];
    const telling = tables.flatMap(({ columns }) =>
      columns.filter(({ name }) => /^(event_id|document_id|source_object|size_bytes|\w*_hash)$/.test(name)),
    );
    expect(telling.length).toBeGreaterThan(10);
    expect(telling.filter(({ sensitivity }) => !isOfPeople(sensitivity))).toEqual([]);
  });

  it('use values of their vocabulary only', () => {
    const tables = governedTables(datasets);
    const vocabulary = tagVocabulary(datasets, tables);
    const all = [...tagAssignments(tables).map(({ tags }) => tags), ...DATABASES.map(databaseTags)];
    for (const tags of all) {
      for (const [key, value] of Object.entries(tags)) {
        expect(vocabulary[key as keyof typeof vocabulary]).toContain(value);
      }
    }
  });
});
