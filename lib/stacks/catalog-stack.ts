import type { Construct } from 'constructs';
import type { AlarmSpec } from '../constructs/alarm-spec';
import { Discovery } from '../constructs/discovery';
import { LakeDatabases } from '../constructs/lake-databases';
import { Migration } from '../constructs/migration';
import type { Dataset } from '../../core/contracts';
import { LakeAdministrator, TableCreator } from '../governance';
import type { Lake } from '../constructs/lake';
import { DISCOVERY, type Database } from '../../core/tables';
import { LakeStack } from './lake-stack';

/** Databases whose tables the migration creates; CloudFormation owns those of bronze. */
const MIGRATED: readonly Database[] = ['staging', 'silver', 'gold'];

export interface CatalogStackProps extends Lake {
  readonly datasets: readonly Dataset[];
}

/** What there is to query: databases, bronze tables, crawlers, and the migration that makes all other tables. */
export class CatalogStack extends LakeStack {
  readonly migration: Migration;
  readonly discovery: Discovery;
  readonly alarms: readonly AlarmSpec[];

  constructor(scope: Construct, id: string, props: CatalogStackProps) {
    super(scope, id, 'databases, tables and crawlers', props);
    const { zones } = props;
    this.migration = new Migration(this, 'Migration', props);
    const { role } = this.migration.handler;
    if (!role) throw new Error('The migration has no role that tables could be granted to.');
    const administrator = new LakeAdministrator(this, 'MigrationAdministrator', { roleArn: role.roleArn });
    const closed = this.migration.closeWith(this, 'Closed');
    closed.node.addDependency(administrator, this.migration);
    const databases = new LakeDatabases(this, 'Databases', props);
    databases.node.addDependency(closed);
    this.discovery = new Discovery(this, 'Discovery', props);
    this.discovery.node.addDependency(databases);
    // An administrator may grant anything, yet create no table in a database that somebody else has made.
    const tables = new TableCreator(this, 'MigrationTables', { role, databases: MIGRATED });
    tables.node.addDependency(databases, administrator);
    const found = new TableCreator(this, 'DiscoveryTables', {
      role: this.discovery.role,
      databases: [DISCOVERY],
      locations: [zones.bronze, zones.silver, zones.gold].map(({ bucket }) => bucket.bucketArn),
    });
    // One after the other: grants that are made at once conflict.
    found.node.addDependency(tables);
    this.discovery.startAfter(found);
    // Tables must exist before Lake Formation can filter their rows, which the next stack asks for.
    this.migration
      .runWith(this, 'Tables')
      .node.addDependency(databases, administrator, tables, this.migration);
    this.alarms = [...this.migration.alarms(), ...this.discovery.alarms()];
  }
}
