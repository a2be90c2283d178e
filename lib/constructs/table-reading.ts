import { Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { PASS_ENV } from '../../core/environment-names';
import { SERVICE_WORK_GROUP } from '../../core/governance';
import { allow } from './allow';
import { grantRunIn, workGroupName } from './governed-work-group';
import type { Lake } from './lake';
import type { LakeFunction } from './lake-function';

/** One table that a role may read, once Lake Formation has been told. */
export interface TableReading {
  /** Unique among those of the lake. */
  readonly name: string;
  readonly role: IRole;
  readonly database: string;
  readonly table: string;
}

/**
 * Lets a function read one table with Athena, in the workgroup of services.
 *
 * @param table `database.table`
 * @returns what Lake Formation has to be told
 */
export function readsTable(name: string, handler: LakeFunction, table: string, lake: Lake): TableReading {
  const { environment, zones } = lake;
  const [database = '', of = ''] = table.split('.');
  grantRunIn(handler, handler, { environment, zones, name: SERVICE_WORK_GROUP });
  handler.addEnvironment(PASS_ENV.workGroup, workGroupName({ environment, name: SERVICE_WORK_GROUP }));
  const glue = (resource: string): string => Stack.of(handler).formatArn({ service: 'glue', resource });
  allow(handler, {
    actions: ['glue:GetDatabase', 'glue:GetTable'],
    // Athena looks into `default`, whatever a statement names.
    resources: ['catalog', 'database/default', `database/${database}`, `table/${database}/${of}`].map(glue),
  });
  allow(handler, { actions: ['lakeformation:GetDataAccess'], resources: ['*'] });
  const { role } = handler;
  if (!role) throw new Error('A function of the lake has a role.');
  return { name, role, database, table: of };
}
