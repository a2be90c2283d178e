import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import type { ObservedFilter, Observation } from './observation';
import { aws, quoted } from './remedies';

/** Row filters that aren't what the configuration asks for, under the name that says they are. */
export function driftedFilters({ filters = [] }: Observation, expected: Expectation): Diagnosis[] {
  return expected.filters.flatMap((wanted): Diagnosis[] => {
    const found = filters.find((each) => isNamed(each, wanted));
    if (!found) return [];
    // A predicate holds values, and nobody knows what somebody has compared a column with by hand.
    const rows = found.predicate === undefined ? 'every row' : 'other rows than the configuration says';
    const added = found.columns?.filter((each) => !wanted.columns?.includes(each)) ?? ['all columns'];
    const lacking = wanted.columns?.filter((each) => found.columns && !found.columns.includes(each)) ?? [];
    const tooMuch = [...(found.predicate === wanted.predicate ? [] : [rows]), ...added];
    if (tooMuch.length === 0 && lacking.length === 0) return [];
    const problem = [
      ...(tooMuch.length > 0 ? [`shows ${tooMuch.join(', ')}, which it must not`] : []),
      ...(lacking.length > 0 ? [`hides ${lacking.join(', ')}, which it must show`] : []),
    ].join(' and ');
    return [
      {
        check: 'drifted-filter',
        severity: tooMuch.length > 0 ? 'error' : 'warning',
        problem: `${title(wanted)} ${problem}`,
        remedy: command('update-data-cells-filter', wanted, expected),
      },
    ];
  });
}

/** Row filters that the configuration asks for and the account doesn't have. */
export function missingFilters({ filters = [], tables }: Observation, expected: Expectation): Diagnosis[] {
  return expected.filters
    .filter((wanted) => !filters.some((each) => isNamed(each, wanted)))
    .filter(({ database, table }) => !tables?.absent.includes(`${database}.${table}`))
    .map((wanted) => ({
      check: 'missing-filter',
      severity: 'warning',
      problem: `There is no ${title(wanted)}, so its persona sees nothing of the table`,
      remedy: `Deploy the access stack. If it is deployed already, CloudFormation doesn’t notice: ${command('create-data-cells-filter', wanted, expected)}`,
    }));
}

function title({ name, database, table }: ObservedFilter): string {
  return `filter ${name} of ${database}.${table}`;
}

function isNamed(found: ObservedFilter, { database, table, name }: ObservedFilter): boolean {
  return found.database === database && found.table === table && found.name === name;
}

function command(name: string, wanted: ObservedFilter, expected: Expectation): string {
  const data = {
    TableCatalogId: expected.account,
    DatabaseName: wanted.database,
    TableName: wanted.table,
    Name: wanted.name,
    ColumnNames: wanted.columns,
    RowFilter:
      wanted.predicate === undefined ? { AllRowsWildcard: {} } : { FilterExpression: wanted.predicate },
  };
  return aws('lakeformation', name, expected, `--table-data ${quoted(data)}`);
}
