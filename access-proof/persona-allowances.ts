import type { PersonaConfig } from '../core/governance/persona';
import type { Allowance } from './allowances';
import { keyOf } from './buckets';
import { ownWorkGroups, resultsPrefix } from './results';
import type { Templates } from './template';

/**
 * All that a persona's role may be allowed. Written from what Athena and Lake Formation document that somebody
 * who queries needs, not from the code that grants it.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/permissions-reference.html#persona-user
 * @see https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
 */
export function personaAllowances({ name, zones }: PersonaConfig, templates: Templates): Allowance[] {
  const { account, region } = templates.environment;
  const glue = (resource: string): string => `arn:aws:glue:${region}:${account}:${resource}`;
  const workGroups = ownWorkGroups(templates, name);
  const buckets = [...new Set(workGroups.flatMap(({ bucketArn }) => bucketArn ?? []))];
  const own = `${resultsPrefix(name)}*`;
  return [
    { actions: ['lakeformation:GetDataAccess'], resources: ['*'] },
    {
      actions: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetTable',
        'glue:GetTables',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
      ],
      resources: [
        glue('catalog'),
        // Athena asks for it whatever a query names.
        glue('database/default'),
        ...zones.flatMap((zone) => [glue(`database/${zone}`), glue(`table/${zone}/*`)]),
      ],
    },
    {
      actions: [
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
        'athena:GetQueryExecution',
        'athena:BatchGetQueryExecution',
        'athena:ListQueryExecutions',
        'athena:GetQueryResults',
        'athena:GetQueryResultsStream',
        'athena:GetWorkGroup',
        'athena:GetNamedQuery',
        'athena:BatchGetNamedQuery',
        'athena:ListNamedQueries',
      ],
      resources: workGroups.map(({ arn }) => arn),
    },
    {
      actions: ['athena:GetDataCatalog'],
      resources: [`arn:aws:athena:${region}:${account}:datacatalog/AwsDataCatalog`],
    },
    {
      actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: buckets.map((bucket) => `${bucket}/${own}`),
    },
    { actions: ['s3:GetBucketLocation'], resources: buckets },
    { actions: ['s3:ListBucket'], resources: buckets, only: { key: 's3:prefix', values: [own] } },
    {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: buckets.flatMap((bucket) => keyOf(templates, bucket) ?? []),
    },
  ];
}
