import { MOST_RESTRICTED, SENSITIVITIES, type Dataset, type Sensitivity } from '../contracts';
import { ZONES, type Database, type Zone } from '../tables';
import type { GovernedTable, RowScope } from './governed-table';

/**
 * The keys of the lake's LF-tags. `rows` keeps tag-based grants off tables with row filters: Lake Formation
 * adds permissions up, so a SELECT by tag would give the rows that a data cells filter withholds.
 */
export const TAG_KEYS = ['zone', 'domain', 'sensitivity', 'rows'] as const;
export type TagKey = (typeof TAG_KEYS)[number];
export type Tags = Readonly<Partial<Record<TagKey, string>>>;

export const ROW_SCOPES = ['all', 'filtered'] as const satisfies readonly RowScope[];

/** The domain of what no contract has claimed. */
const UNCLAIMED_DOMAIN = 'unclaimed';

/** Every LF-tag with the values it may take. */
export function tagVocabulary(
  datasets: readonly Dataset[],
  tables: readonly GovernedTable[],
): Record<TagKey, readonly string[]> {
  const domains = [...datasets.map(({ domain }) => domain), ...tables.map(({ domain }) => domain)];
  return {
    zone: ZONES,
    domain: [UNCLAIMED_DOMAIN, ...[...new Set(domains)].sort()],
    sensitivity: SENSITIVITIES,
    rows: ROW_SCOPES,
  };
}

/** A database carries the most restricted values: a table or column that nobody has tagged is hidden. */
export function databaseTags(zone: Zone): Required<Tags> {
  return { zone, domain: UNCLAIMED_DOMAIN, sensitivity: MOST_RESTRICTED, rows: 'filtered' };
}

/** Tags set on a table; zone and sensitivity it inherits, so a new column is hidden until it is classed. */
function tableTags(table: GovernedTable): Tags {
  return { domain: table.domain, rows: table.rows };
}

function columnTags(sensitivity: Sensitivity, rows?: RowScope): Tags {
  return { sensitivity, ...(rows && { rows }) };
}

/** One call of AddLFTagsToResource: a table, or columns of it that share their tags. */
export interface TagAssignment {
  readonly database: Database;
  readonly table: string;
  /** Undefined: the table itself. */
  readonly columns?: readonly string[];
  readonly tags: Tags;
}

/**
 * The tags of tables and columns, in the order in which to set them. Columns come before the table: until
 * their classes are known the table keeps what it inherits from its database.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_AddLFTagsToResource.html
 */
export function tagAssignments(tables: readonly GovernedTable[]): TagAssignment[] {
  return tables.flatMap((table) => {
    const { database, name } = table;
    const groups = new Map<string, { columns: string[]; tags: Tags }>();
    for (const column of table.columns) {
      const tags = columnTags(column.sensitivity, table.columnRows[column.name]);
      const group = groups.get(JSON.stringify(tags)) ?? { columns: [], tags };
      groups.set(JSON.stringify(tags), group);
      group.columns.push(column.name);
    }
    return [
      ...[...groups.values()].map(({ columns, tags }) => ({ database, table: name, columns, tags })),
      { database, table: name, tags: tableTags(table) },
    ];
  });
}
