import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Database } from '../../../core/tables';
import { acknowledgeWildcard } from '../../nag';
import { allow } from '../allow';
import type { GovernedWorkGroup } from '../governed-work-group';
import type { Lake } from '../lake';
import type { LakeBucket } from '../lake-bucket';
import { queriedCatalog, READ_CATALOG } from '../queried-catalog';

export interface TableRoleProps extends Lake {
  readonly workGroup: GovernedWorkGroup;
  /** @default false */
  readonly readsBronze?: boolean;
  /** Databases whose tables it only reads. @default none */
  readonly reads?: readonly Exclude<Database, 'bronze'>[];
  /** Databases whose tables it commits to. */
  readonly writes: readonly Exclude<Database, 'bronze'>[];
}

/** The role of state machines that work on tables through Athena, and of nothing else. */
export function tableRole(scope: Construct, props: TableRoleProps): Role {
  const { zones, workGroup, readsBronze = false, reads = [], writes } = props;
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
  workGroup.grantRun(role);
  if (readsBronze) zones.bronze.grantRead(role);
  const zoneOf = (database: Database): LakeBucket => (database === 'gold' ? zones.gold : zones.silver);
  for (const database of reads) zoneOf(database).grantRead(role, `${database}/`);
  for (const database of writes) zoneOf(database).grantTables(role, `${database}/`);
  allow(role, {
    actions: READ_CATALOG,
    resources: queriedCatalog(scope, [...(readsBronze ? ['bronze'] : []), ...reads, ...writes]),
    wildcard: { finding: /:glue:.*:table\/\w+\/\*$/, reason: 'It fills every table of these databases.' },
  });
  const glue = (resource: string): string => Stack.of(scope).formatArn({ service: 'glue', resource });
  // An Iceberg commit is an UpdateTable that moves the pointer to the metadata.
  allow(role, {
    actions: ['glue:UpdateTable'],
    resources: [
      glue('catalog'),
      ...writes.flatMap((database) => [glue(`database/${database}`), glue(`table/${database}/*`)]),
    ],
  });
  allow(role, { actions: ['lakeformation:GetDataAccess'], resources: ['*'] });
  acknowledgeWildcard(
    role,
    /^Resource::\*$/,
    'X-Ray and log delivery take no resource; Lake Formation decides by its own grants.',
  );
  return role;
}
