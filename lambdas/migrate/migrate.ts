import { readFile } from 'node:fs/promises';
import type { Dataset } from '../../core/contracts';
import { governedTables } from '../../core/governance/governed-table';
import { DATABASES, type Table } from '../../core/tables';
import { landSeed } from '../landing/seed';
import type { Clock, Ledger, ObjectStore } from '../../core/ports';
import type { Catalog } from './catalog';
import { closeLake, type CloseDeps } from './close';
import { planMigration, type MigrationAction } from './plan';

export interface MigrateDeps extends CloseDeps {
  readonly catalog: Catalog;
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly locationOf: (table: Table) => string;
  readonly log: (message: string, action: MigrationAction) => void;
}

/** What a migration did; 0 everywhere when there was nothing to do. */
export interface MigrationReport {
  readonly created: number;
  readonly evolved: number;
  readonly tagged: number;
  /** Permissions of IAM_ALLOWED_PRINCIPALS revoked. */
  readonly revoked: number;
  /** Rows of reference data landed. */
  readonly seeded: number;
}

/**
 * Brings tables and tags to what the contracts say, closed to whoever isn't granted them, and lands reference
 * data that is new. Can be repeated; a
 * failure leaves what the next call completes.
 */
export async function migrate(datasets: readonly Dataset[], deps: MigrateDeps): Promise<MigrationReport> {
  const { revoked } = await closeLake(deps);
  const existing = (await Promise.all(DATABASES.map((database) => deps.catalog.tables(database)))).flat();
  const actions = planMigration(governedTables(datasets), existing, deps.locationOf);
  for (const action of actions) {
    deps.log(`Migration: ${action.kind}`, action);
    await perform(action, deps.catalog);
  }
  const count = (kind: MigrationAction['kind']): number =>
    actions.filter((action) => action.kind === kind).length;
  let seeded = 0;
  for (const dataset of datasets) {
    if (dataset.seed) seeded += await landSeed(dataset, await readFile(dataset.seed, 'utf8'), deps);
  }
  return { created: count('create'), evolved: count('evolve'), tagged: count('tag'), revoked, seeded };
}

async function perform(action: MigrationAction, catalog: Catalog): Promise<void> {
  switch (action.kind) {
    case 'create':
      return catalog.create(action.definition, action.partitions);
    case 'evolve':
      return catalog.evolve(action.definition);
    case 'tag':
      return catalog.tag(action.assignment);
  }
}
