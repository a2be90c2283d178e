import { Duration, Stack } from 'aws-cdk-lib';
import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import {
  CfnCrawler,
  CloudWatchEncryption,
  JobBookmarksEncryption,
  SecurityConfiguration,
} from 'aws-cdk-lib/aws-glue';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IDependable } from 'constructs';
import type { Dataset } from '../../core/contracts';
import type { Environment } from '../config';
import { acknowledge } from '../nag';
import { DISCOVERY } from '../../core/tables';
import { deadLetterAlarms, queueAlarms, type AlarmSpec } from './alarm-spec';
import { allow } from './allow';
import type { Lake } from './lake';
import { sourcePrefixes } from './zones';

/** Below this prefix of silver and gold notebooks write Iceberg tables of their own. */
const NOTEBOOKS = 'notebooks/';

export interface DiscoveryProps extends Lake {
  readonly datasets: readonly Dataset[];
}

/**
 * Crawlers that find what no contract declares: objects in bronze by S3 events, Iceberg tables of notebooks
 * by path. They write to a database of their own, so they can neither change nor deprecate a declared table.
 */
export class Discovery extends Construct {
  readonly role: Role;
  private readonly crawlers: readonly CfnCrawler[];
  private readonly queue: Queue;
  private readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: DiscoveryProps) {
    super(scope, id);
    const { keys, zones, environment, datasets } = props;
    const encrypted = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: keys.operations,
      enforceSSL: true,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...encrypted, retentionPeriod: Duration.days(14) });
    acknowledge(this.deadLetters, 'SQS3', 'It is the dead-letter queue.');
    this.queue = new Queue(this, 'Queue', {
      ...encrypted,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    const declared = declaredPrefixes(datasets, environment);
    this.feed(zones.bronze.bucket.bucketName, declared);
    this.role = this.crawlerRole(props);
    const security = new SecurityConfiguration(this, 'Security', {
      securityConfigurationName: `headwater-${environment.name}-crawlers`,
      cloudWatchEncryption: CloudWatchEncryption.kms(keys.operations),
      jobBookmarksEncryption: JobBookmarksEncryption.clientSideKms(keys.operations),
    });
    const common = {
      role: this.role.roleArn,
      databaseName: DISCOVERY,
      crawlerSecurityConfiguration: security.securityConfigurationName,
      lakeFormationConfiguration: { useLakeFormationCredentials: true, accountId: Stack.of(this).account },
    };
    const bronze = new CfnCrawler(this, 'Bronze', {
      ...common,
      description: 'Finds objects in bronze that belong to no dataset',
      // What has changed is reported, and nothing changed that it has written before.
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      // Events wait on the queue meanwhile; a crawler is paid by the run, for ten minutes at least.
      schedule: { scheduleExpression: 'cron(15 5 * * ? *)' },
      recrawlPolicy: { recrawlBehavior: 'CRAWL_EVENT_MODE' },
      targets: {
        s3Targets: [
          {
            path: `s3://${zones.bronze.bucket.bucketName}/`,
            exclusions: declared.map((prefix) => `${prefix}**`),
            eventQueueArn: this.queue.queueArn,
            dlqEventQueueArn: this.deadLetters.queueArn,
          },
        ],
      },
    });
    const notebooks = new CfnCrawler(this, 'Notebooks', {
      ...common,
      description: 'Finds Iceberg tables that notebooks have written',
      // Left as it was, the catalog would point at the snapshot of the first day.
      schemaChangePolicy: { updateBehavior: 'UPDATE_IN_DATABASE', deleteBehavior: 'LOG' },
      schedule: { scheduleExpression: 'cron(45 5 ? * SUN *)' },
      targets: {
        icebergTargets: [
          {
            paths: [zones.silver, zones.gold].map(({ bucket }) => `s3://${bucket.bucketName}/${NOTEBOOKS}`),
            maximumTraversalDepth: 3,
          },
        ],
      },
    });
    this.crawlers = [bronze, notebooks];
  }

  /** Crawlers start at their times as soon as they are there: not before what lets them write tables. */
  startAfter(grants: IDependable): void {
    for (const crawler of this.crawlers) crawler.node.addDependency(grants);
  }

  alarms(): AlarmSpec[] {
    return [
      ...queueAlarms('discovery-events', this.queue, { oldestMessage: Duration.hours(48) }),
      ...deadLetterAlarms('discovery-dead-letters', this.deadLetters),
    ];
  }

  /** Events of EventBridge in the form in which S3 itself would put them on the queue. */
  private feed(bucketName: string, declared: readonly string[]): void {
    const path = (name: string): string => EventField.fromPath(`$.detail.${name}`);
    const rules = { Created: 'ObjectCreated:Put', Deleted: 'ObjectRemoved:Delete' };
    for (const [what, eventName] of Object.entries(rules)) {
      new Rule(this, what, {
        description: `Objects ${what.toLowerCase()} in bronze that belong to no dataset`,
        eventPattern: {
          source: ['aws.s3'],
          detailType: [`Object ${what}`],
          detail: {
            bucket: { name: [bucketName] },
            object: { key: Match.anythingButPrefix(...declared) },
          },
        },
        targets: [
          new SqsQueue(this.queue, {
            message: RuleTargetInput.fromObject({
              Records: [
                {
                  eventVersion: '2.1',
                  eventSource: 'aws:s3',
                  awsRegion: EventField.fromPath('$.region'),
                  eventTime: EventField.fromPath('$.time'),
                  eventName,
                  s3: {
                    s3SchemaVersion: '1.0',
                    bucket: { name: path('bucket.name'), arn: EventField.fromPath('$.resources[0]') },
                    object: { key: path('object.key') },
                  },
                },
              ],
            }),
          }),
        ],
      });
    }
  }

  private crawlerRole({ zones, keys }: DiscoveryProps): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('glue.amazonaws.com') });
    zones.bronze.grantRead(role);
    zones.silver.grantRead(role, NOTEBOOKS);
    zones.gold.grantRead(role, NOTEBOOKS);
    keys.operations.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');
    const arn = (service: string, resource: string): string =>
      Stack.of(this).formatArn({ service, resource });
    allow(role, {
      actions: [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueUrl',
        'sqs:GetQueueAttributes',
        'sqs:SendMessage',
      ],
      resources: [this.queue.queueArn, this.deadLetters.queueArn],
    });
    allow(role, {
      actions: [
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetTables',
        'glue:CreateTable',
        'glue:UpdateTable',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
        'glue:BatchCreatePartition',
        'glue:CreatePartition',
        'glue:UpdatePartition',
      ],
      resources: [
        arn('glue', 'catalog'),
        arn('glue', `database/${DISCOVERY}`),
        arn('glue', `table/${DISCOVERY}/*`),
      ],
      wildcard: { finding: /:glue:.*:table\/discovery\/\*$/, reason: 'It names the tables it finds itself.' },
    });
    allow(role, {
      actions: ['lakeformation:GetDataAccess', 'glue:GetSecurityConfiguration'],
      resources: ['*'],
      wildcard: { finding: /^Resource::\*$/, reason: 'Neither action can be limited to a resource.' },
    });
    allow(role, {
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:AssociateKmsKey'],
      resources: [Stack.of(this).formatArn({ service: 'logs', resource: 'log-group:/aws-glue/crawlers*' })],
      wildcard: {
        finding: /:log-group:\/aws-glue\/crawlers\*$/,
        reason: 'Glue names the log group after the security configuration.',
      },
    });
    return role;
  }
}

/** Below these, objects belong to a dataset or are a source's own, which no crawler can make a table of. */
function declaredPrefixes(datasets: readonly Dataset[], { sources }: Environment): string[] {
  const all = [
    ...datasets.map(({ bronze }) => bronze),
    ...sourcePrefixes({ sources }).map(({ prefix }) => prefix),
  ];
  const prefixes = [...new Set(all)].map((prefix) => `${prefix}/`);
  return prefixes.filter((prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other)));
}
