import { createHash } from 'node:crypto';
import { covers, SENSITIVITIES } from '../contracts';
import type { Database } from '../tables';
import { accessOf, rowPredicate } from './access';
import type { GovernedTable } from './governed-table';
import type { PersonaConfig } from './persona';
import { ROW_SCOPES, type TagKey } from './tags';

/** Keys are ANDed, the values of one key ORed. */
type TagExpression = Readonly<Partial<Record<TagKey, readonly string[]>>>;

/** A permission of a persona on whatever carries matching tags. */
export interface TagGrant {
  readonly kind: 'tags';
  readonly persona: string;
  readonly resourceType: 'DATABASE' | 'TABLE';
  readonly expression: TagExpression;
  readonly permissions: readonly ('SELECT' | 'DESCRIBE')[];
}

/** SELECT on named columns of those rows of a table for which the predicate is true. */
export interface CellsGrant {
  readonly kind: 'cells';
  readonly persona: string;
  readonly database: Database;
  readonly table: string;
  /** Unique within the table. */
  readonly filter: string;
  readonly columns: readonly string[];
  /** Undefined: every row. */
  readonly predicate?: string;
}

export type Grant = TagGrant | CellsGrant;

/**
 * The Lake Formation grants that carry out the decision of `accessOf`, in a fixed order. Tables whose rows
 * are filtered for the persona are granted by data cells filter only, all others by tag.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/TBAC-overview.html
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/data-filters-about.html
 */
export function grantsFor(persona: PersonaConfig, tables: readonly GovernedTable[]): Grant[] {
  const zone = [...persona.zones];
  const sensitivity = SENSITIVITIES.filter((each) => covers(persona.clearance, each));
  const rows = ROW_SCOPES.filter((scope) => scope === 'all' || persona.rowFilterExemptions === 'all');
  const byTag = (
    resourceType: TagGrant['resourceType'],
    expression: TagExpression,
    ...permissions: TagGrant['permissions']
  ): TagGrant => ({
    kind: 'tags',
    persona: persona.name,
    resourceType,
    expression,
    permissions,
  });
  return [
    byTag('DATABASE', { zone }, 'DESCRIBE'),
    byTag('TABLE', { zone, sensitivity, rows }, 'SELECT', 'DESCRIBE'),
    ...(persona.rowFilterExemptions === 'all' ? [] : tables.flatMap((table) => cellsGrant(persona, table))),
  ];
}

function cellsGrant(persona: PersonaConfig, table: GovernedTable): CellsGrant[] {
  if (table.rows === 'all') return [];
  const { columns, rowFilters } = accessOf(persona, table);
  if (columns.length === 0) return [];
  const predicate = rowPredicate(rowFilters);
  return [
    {
      kind: 'cells',
      persona: persona.name,
      database: table.database,
      table: table.name,
      filter: persona.name,
      columns,
      ...(predicate !== undefined && { predicate }),
    },
  ];
}

/**
 * A name that changes with the content: CloudFormation replaces a changed filter by creating the new one
 * first, which fails while the old one has its name.
 */
export function filterName({ filter, columns, predicate }: CellsGrant): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([columns, predicate]))
    .digest('hex');
  return `${filter}-${digest.slice(0, 8)}`;
}
