import { ZONES } from '../core/tables';
import { databaseTags, tagAssignments } from '../core/governance/tags';
import type { GovernedTable } from '../core/governance/governed-table';
import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import type { ObservedTable, ObservedTags, Observation } from './observation';
import { addTags, migrate, removeTags } from './remedies';
import { tagDrifts, type Placed, type TagDrift } from './tag-drift';

/** Databases and tables that aren't there. */
export function missingTables({ databases, tables }: Observation, expected: Expectation): Diagnosis[] {
  return [
    ...(databases?.absent ?? []).map((name): Diagnosis => ({
      check: 'missing-database',
      severity: 'warning',
      problem: `Database ${name} is not there`,
      remedy: 'Deploy the catalog stack.',
    })),
    ...(tables?.absent ?? []).map((name): Diagnosis => ({
      check: 'missing-table',
      severity: 'warning',
      problem: `Table ${name} is not there`,
      remedy: name.startsWith('bronze.') ? 'Deploy the catalog stack.' : sentence(migrate(expected)),
    })),
  ];
}

/** LF-tags of databases, tables and columns that aren't what the contracts say. */
export function driftedTags({ databases, tables }: Observation, expected: Expectation): Diagnosis[] {
  return [
    ...ofDatabases(databases?.present ?? [], expected),
    ...(tables?.present ?? []).flatMap((table) => {
      const wanted = expected.tables.find(
        ({ database, name }) => database === table.database && name === table.name,
      );
      const above = databases?.present.find(({ name }) => name === table.database)?.tags;
      return wanted ? ofTable(table, above, wanted, expected) : [];
    }),
  ];
}

function ofDatabases(
  databases: NonNullable<Observation['databases']>['present'],
  expected: Expectation,
): Diagnosis[] {
  return databases.flatMap(({ name, tags }) => {
    const zone = ZONES.find((each) => each === name);
    if (!zone || !tags) return [];
    const wanted = databaseTags(zone);
    return tagDrifts({ own: tags, inherited: {} }, { own: wanted, inherited: {} }).map((drift) =>
      finding(`Database ${name}`, drift, correction({ Database: { Name: name } }, drift, expected)),
    );
  });
}

function ofTable(
  table: ObservedTable,
  above: ObservedTags | undefined,
  governed: GovernedTable,
  expected: Expectation,
): Diagnosis[] {
  const { database, name } = table;
  const wanted = wantedTags(governed);
  const inherited: { found: ObservedTags; wanted: ObservedTags } = {
    found: above ?? databaseTags(governed.database),
    wanted: databaseTags(governed.database),
  };
  const own = tagDrifts(
    { own: table.tags, inherited: inherited.found },
    { own: wanted.table, inherited: inherited.wanted },
  ).map((drift) =>
    finding(
      `Table ${database}.${name}`,
      drift,
      tableRemedy({ Table: { DatabaseName: database, Name: name } }, drift, expected),
    ),
  );
  const below = (tags: ObservedTags, from: ObservedTags): ObservedTags => ({ ...from, ...tags });
  const columns = [...new Set([...Object.keys(wanted.columns), ...Object.keys(table.columns)])];
  const drifts = columns.flatMap((column) => {
    const found: Placed = { own: table.columns[column] ?? {}, inherited: below(table.tags, inherited.found) };
    const right: Placed = {
      own: wanted.columns[column] ?? {},
      inherited: below(wanted.table, inherited.wanted),
    };
    return tagDrifts(found, right).map((drift) => ({ column, drift }));
  });
  return [
    ...own,
    ...alike(drifts).map(({ names, drift }) => {
      const resource = { TableWithColumns: { DatabaseName: database, Name: name, ColumnNames: names } };
      const title = `${names.length === 1 ? 'Column' : 'Columns'} ${names.join(', ')} of ${database}.${name}`;
      return finding(title, drift, tableRemedy(resource, drift, expected));
    }),
  ];
}

/** The tags that the migration sets, by what it sets them on. */
function wantedTags(table: GovernedTable): { table: ObservedTags; columns: Record<string, ObservedTags> } {
  const columns: Record<string, ObservedTags> = {};
  let own: ObservedTags = {};
  for (const assignment of tagAssignments([table])) {
    if (!assignment.columns) own = assignment.tags;
    for (const column of assignment.columns ?? []) columns[column] = assignment.tags;
  }
  return { table: own, columns };
}

/** Columns with the same drift make one finding. */
function alike(
  drifts: readonly { column: string; drift: TagDrift }[],
): { names: string[]; drift: TagDrift }[] {
  const groups = new Map<string, { names: string[]; drift: TagDrift }>();
  for (const { column, drift } of drifts) {
    const key = JSON.stringify(drift);
    const group = groups.get(key) ?? { names: [], drift };
    groups.set(key, group);
    group.names.push(column);
  }
  return [...groups.values()];
}

function finding(title: string, { key, found, wanted, isOpen }: TagDrift, remedy: string): Diagnosis {
  const is = found === undefined ? `has no LF-tag ${key}` : `has LF-tag ${key}=${found}`;
  const says = wanted === undefined ? 'the contracts set none' : `the contracts say ${wanted}`;
  return {
    check: 'drifted-tag',
    severity: isOpen ? 'error' : 'warning',
    problem: `${title.startsWith('Columns') ? `${title} ${is.replace(/^has/, 'have')}` : `${title} ${is}`}; ${says}`,
    remedy,
  };
}

/** The migration sets what contracts ask for; it takes nothing away. */
function tableRemedy(resource: object, drift: TagDrift, expected: Expectation): string {
  return drift.wanted === undefined ? correction(resource, drift, expected) : sentence(migrate(expected));
}

function correction(resource: object, { key, found, wanted }: TagDrift, expected: Expectation): string {
  return wanted === undefined
    ? removeTags(resource, { [key]: found ?? '' }, expected)
    : addTags(resource, { [key]: wanted }, expected);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
