import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Athena resolves it whatever a statement names, so whoever queries must be let look. */
const IMPLICIT = 'default';

/** What Athena asks of the Glue Data Catalog to read a table. */
export const READ_CATALOG = [
  'glue:GetDatabase',
  'glue:GetDatabases',
  'glue:GetTable',
  'glue:GetTables',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:BatchGetPartition',
];

/**
 * ARNs of the catalog that somebody who queries databases with Athena looks into.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
 */
export function queriedCatalog(scope: IConstruct, databases: readonly string[]): string[] {
  const glue = (resource: string): string => Stack.of(scope).formatArn({ service: 'glue', resource });
  return [
    glue('catalog'),
    glue(`database/${IMPLICIT}`),
    ...databases.flatMap((database) => [glue(`database/${database}`), glue(`table/${database}/*`)]),
  ];
}
