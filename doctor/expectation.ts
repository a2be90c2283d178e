import type { Dataset } from '../core/contracts';
import { DATABASES, DISCOVERY } from '../core/tables';
import { governedTables, type GovernedTable } from '../core/governance/governed-table';
import { filterName, grantsFor, type CellsGrant, type Grant } from '../core/governance/grants';
import type { PersonaConfig } from '../core/governance/persona';
import { tagVocabulary } from '../core/governance/tags';
import type { ObservedFilter, ObservedResource } from './observation';

/** Where the lake is. */
export interface Target {
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** Starts the names of stacks and of the personas' roles. */
  readonly namePrefix: string;
  /** IAM path of the lake's own roles. */
  readonly servicePath: string;
  /** Names of the buckets that hold tables. @default those that the catalog's databases are in */
  readonly buckets?: readonly string[];
}

/** What the configuration asks of the account. */
export interface Expectation extends Target {
  readonly databases: readonly string[];
  /** Databases of the lake that no contract has tables in. */
  readonly undeclaredDatabases: readonly string[];
  readonly tables: readonly GovernedTable[];
  readonly vocabulary: Readonly<Record<string, readonly string[]>>;
  readonly grants: readonly ExpectedGrant[];
  readonly filters: readonly ObservedFilter[];
}

export interface ExpectedGrant {
  readonly persona: string;
  readonly permissions: readonly string[];
  readonly resource: Extract<ObservedResource, { readonly kind: 'tags' | 'cells' }>;
}

/** What contracts and personas ask of an account. */
export function expectationOf(
  target: Target,
  datasets: readonly Dataset[],
  personas: readonly PersonaConfig[],
): Expectation {
  const tables = governedTables(datasets);
  const grants = personas.flatMap((persona) => grantsFor(persona, tables));
  return {
    ...target,
    databases: DATABASES,
    undeclaredDatabases: [DISCOVERY],
    tables,
    vocabulary: tagVocabulary(datasets, tables),
    grants: grants.map(expected),
    filters: grants.filter((grant) => grant.kind === 'cells').map(filterOf),
  };
}

function expected(grant: Grant): ExpectedGrant {
  if (grant.kind === 'tags') {
    const { persona, permissions, resourceType, expression } = grant;
    return { persona, permissions, resource: { kind: 'tags', resourceType, expression } };
  }
  const { persona, database, table } = grant;
  return {
    persona,
    permissions: ['SELECT'],
    resource: { kind: 'cells', database, table, filter: filterName(grant) },
  };
}

function filterOf(grant: CellsGrant): ObservedFilter {
  const { database, table, columns, predicate } = grant;
  return {
    database,
    table,
    name: filterName(grant),
    columns,
    ...(predicate !== undefined && { predicate }),
  };
}
