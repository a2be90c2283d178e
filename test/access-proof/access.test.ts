import { accessOf, parsePersonas, rowPredicate } from '../../core/governance';
import { NOT_TEST, NOT_VOID, persona, tableNamed, visits } from '../governance/support/lake';

/** When a record about somebody came, and its id, are health data. */
const LINEAGE = ['event_id', 'arrived_at', 'arrival_sequence', 'versioned_at'];

describe('what a persona sees of a table', () => {
  const silver = tableNamed([visits()], 'silver.visits');

  it.each([
    ['public', ['site']],
    ['internal', ['site', 'source']],
    ['personal', ['visit_id', 'site', 'source']],
    ['health', ['visit_id', 'status', 'site', 'source', ...LINEAGE]],
  ] as const)('with clearance %s is columns up to that class', (clearance, columns) => {
    expect(accessOf(persona('analyst', { clearance }), silver).columns).toEqual(columns);
  });

  it('is nothing in a zone it may not look into', () => {
    expect(accessOf(persona('lake-admin', { zones: ['gold'] }), silver).columns).toEqual([]);
  });

  it('passes the filters it is not exempt from', () => {
    const filtered = tableNamed([visits([NOT_VOID, NOT_TEST])], 'silver.visits');
    const filters = (exempt: 'all' | string[]): string[] =>
      accessOf(persona('analyst', { rowFilterExemptions: exempt }), filtered).rowFilters.map(
        ({ name }) => name,
      );
    expect(filters([])).toEqual(['not_void', 'not_test']);
    expect(filters(['visits.not_void'])).toEqual(['not_test']);
    expect(filters('all')).toEqual([]);
  });

  it('is nothing of raw records when a filter applies that cannot be applied to them', () => {
    const table = tableNamed([visits([NOT_VOID])], 'bronze.visits');
    const cleared = persona('lake-admin', { rowFilterExemptions: ['visits.not_void'] });
    expect(accessOf(cleared, table).columns).toEqual([]);
    expect(accessOf(persona('lake-admin'), table).columns).toEqual(['record']);
  });

  it('is nothing of records under way, whoever asks', () => {
    const staging = tableNamed([visits()], 'staging.visits');
    for (const anybody of parsePersonas()) expect(accessOf(anybody, staging).columns).toEqual([]);
  });

  it('leaves out the raw records of quarantine when a filter applies, and shows the reasons', () => {
    const { columns } = accessOf(persona('clinician'), tableNamed([visits([NOT_VOID])], 'silver.quarantine'));
    expect(columns).toContain('reason');
    expect(columns).not.toContain('record');
  });
});

describe('row filters together', () => {
  it('are one predicate that binds as written', () => {
    expect(rowPredicate([])).toBeUndefined();
    expect(rowPredicate([NOT_VOID])).toBe("status <> 'void'");
    expect(rowPredicate([NOT_VOID, { visible: 'a OR b' }])).toBe("(status <> 'void') AND (a OR b)");
  });
});
