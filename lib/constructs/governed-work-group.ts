import { Duration, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AlarmSpec } from './alarm-spec';
import { allow } from './allow';
import type { Lake } from './lake';

export interface GovernedWorkGroupProps extends Lake {
  /** Kebab case; unique within the environment. */
  readonly name: string;
  readonly description: string;
  /** Largest scan of one query. Bytes. @default the environment's */
  readonly scanCutoff?: number;
}

/**
 * A workgroup whose settings nobody overrides: engine 3, a scan cutoff, results encrypted and below a prefix
 * of its own, so that members of one workgroup can't see what another has found.
 */
export class GovernedWorkGroup extends Construct {
  readonly name: string;
  readonly workGroup: CfnWorkGroup;
  /** Where results go. */
  readonly resultsLocation: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GovernedWorkGroupProps,
  ) {
    super(scope, id);
    const { environment, zones, keys } = props;
    this.name = workGroupName(props);
    this.resultsLocation = `s3://${zones.results.bucket.bucketName}/${props.name}/`;
    this.workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name: this.name,
      description: props.description,
      recursiveDeleteOption: environment.removalPolicy === 'destroy',
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: props.scanCutoff ?? environment.scanCutoff,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: this.resultsLocation,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: keys.results.keyArn },
          expectedBucketOwner: Stack.of(this).account,
        },
      },
    });
  }

  /**
   * Rings when its members have scanned as much in a day as the environment allows.
   *
   * @see https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html
   */
  alarms(): AlarmSpec[] {
    const { name, environment } = this.props;
    return [
      {
        id: `${name}-scanned-in-a-day`,
        runbook: 'scanned-in-a-day',
        summary: `Workgroup ${this.name} has scanned more in a day than it may.`,
        metric: new Metric({
          namespace: 'AWS/Athena',
          metricName: 'ProcessedBytes',
          dimensionsMap: { WorkGroup: this.name },
          statistic: 'Sum',
          period: Duration.days(1),
        }),
        threshold: environment.dailyScanLimit,
      },
    ];
  }

  /** Lets somebody run queries here and read their results. What they find, Lake Formation decides. */
  grantRun(grantee: IGrantable): void {
    grantRunIn(this, grantee, this.props);
  }
}

/** Name of a workgroup of the environment. */
export function workGroupName({
  environment,
  name,
}: Pick<GovernedWorkGroupProps, 'environment' | 'name'>): string {
  return `headwater-${environment.name}-${name}`;
}

/** The same for a workgroup of another stack, which is there by the time that something runs in it. */
export function grantRunIn(
  scope: Construct,
  grantee: IGrantable,
  { environment, zones, name }: Pick<GovernedWorkGroupProps, 'environment' | 'zones' | 'name'>,
): void {
  const arn = (resource: string): string => Stack.of(scope).formatArn({ service: 'athena', resource });
  const prefix = `${name}/`;
  allow(grantee, {
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
    resources: [arn(`workgroup/${workGroupName({ environment, name })}`)],
  });
  allow(grantee, { actions: ['athena:GetDataCatalog'], resources: [arn('datacatalog/AwsDataCatalog')] });
  zones.results.grantAppend(grantee, prefix);
  const { bucketArn } = zones.results.bucket;
  allow(grantee, { actions: ['s3:GetBucketLocation'], resources: [bucketArn] });
  allow(grantee, {
    actions: ['s3:ListBucket'],
    resources: [bucketArn],
    conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
  });
}
