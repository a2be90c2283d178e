import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DocumentsSettings } from '../../../lambdas/documents/settings';
import { functionAlarms, type AlarmSpec } from '../../constructs/alarm-spec';
import { allow } from '../../constructs/allow';
import type { Lake } from '../../constructs/lake';
import { LakeFunction } from '../../constructs/lake-function';
import {
  DOCUMENT_FUNCTIONS,
  DOCUMENT_PREFIXES,
  DOCUMENT_RECEIVES,
  DOCUMENTS_ENV,
} from '../../../lambdas/documents/names';
import { WorkQueue } from '../../constructs/work-queue';

export interface DocumentReadingProps extends Lake, Omit<DocumentsSettings, 'servers' | 'schedule'> {}

/** Checking a document of half a gigabyte reads parts of it only. */
const START_TIMEOUT = Duration.minutes(5);
/** The result of 3,000 pages comes in thousands of parts. */
const COLLECT_TIMEOUT = Duration.minutes(15);

/** Name under which the function looks for PDFium's code beside its own. */
const PDFIUM_FILE = 'pdfium.wasm';

/**
 * Bronze -> start -> Textract -> collect -> bronze. Textract tells a topic when it is done, so nothing polls.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/api-async-roles.html
 */
export class DocumentReading extends Construct {
  /** Documents to be read. */
  readonly starts: WorkQueue;
  /** Jobs that are done. */
  readonly results: WorkQueue;
  private readonly start: LakeFunction;
  private readonly collect: LakeFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DocumentReadingProps,
  ) {
    super(scope, id);
    const encryptionKey = props.keys.operations;
    this.starts = new WorkQueue(this, 'Start', {
      name: 'documents-start',
      encryptionKey,
      work: START_TIMEOUT,
      receives: DOCUMENT_RECEIVES,
      // Documents wait their turn: ten thousand of them take half a day.
      oldestMessage: Duration.hours(12),
    });
    this.results = new WorkQueue(this, 'Collect', {
      name: 'documents-collect',
      encryptionKey,
      work: COLLECT_TIMEOUT,
      receives: DOCUMENT_RECEIVES,
      oldestMessage: Duration.hours(2),
    });
    const topic = new Topic(this, 'Done', { masterKey: encryptionKey, enforceSSL: true });
    this.subscribe(topic);
    const role = this.publisher(topic);
    this.start = this.function('Start', topic, role, START_TIMEOUT);
    this.start.addEnvironment(DOCUMENTS_ENV.startQueueUrl, this.starts.queue.queueUrl);
    this.starts.workOn(this.start, DOCUMENT_FUNCTIONS);
    this.letRead(this.start, ['textract:StartDocumentAnalysis', 'textract:StartDocumentTextDetection']);
    allow(this.start, {
      actions: ['iam:PassRole'],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'textract.amazonaws.com' } },
    });
    this.collect = this.function('Collect', topic, role, COLLECT_TIMEOUT);
    this.collect.addEnvironment(DOCUMENTS_ENV.collectQueueUrl, this.results.queue.queueUrl);
    if (props.dateOrder) this.collect.addEnvironment(DOCUMENTS_ENV.dateOrder, props.dateOrder);
    this.results.workOn(this.collect, DOCUMENT_FUNCTIONS);
    this.letRead(this.collect, ['textract:GetDocumentAnalysis', 'textract:GetDocumentTextDetection']);
    const { pages, fields, immunizations } = DOCUMENT_PREFIXES;
    for (const prefix of [pages, fields, immunizations])
      props.zones.bronze.grantAppend(this.collect, `${prefix}/`);
    this.announceArrivals();
  }

  alarms(): AlarmSpec[] {
    return [
      ...functionAlarms('documents-start', this.start),
      ...functionAlarms('documents-collect', this.collect),
      ...this.starts.alarms(),
      ...this.results.alarms(),
    ];
  }

  private function(name: 'Start' | 'Collect', topic: Topic, role: Role, timeout: Duration): LakeFunction {
    const { environment, keys, ledger, zones, features, concurrency } = this.props;
    const handler = new LakeFunction(this, `${name}Handler`, {
      environment,
      entry: `lambdas/documents/${name.toLowerCase()}/handler.ts`,
      description:
        name === 'Start' ? 'Checks documents and has Textract read them' : 'Lands what Textract has read',
      encryptionKey: keys.operations,
      timeout,
      memory: name === 'Start' ? 1024 : 2048,
      ...(name === 'Start' && { commandHooks: COPY_PDFIUM }),
      variables: {
        [DOCUMENTS_ENV.textractFeatures]: features.join(','),
        [DOCUMENTS_ENV.textractConcurrency]: String(concurrency),
        [DOCUMENTS_ENV.textractTopicArn]: topic.topicArn,
        [DOCUMENTS_ENV.textractRoleArn]: role.roleArn,
      },
      whyNoQueue: 'Messages it cannot handle go to the dead-letter queue of its own queue.',
    });
    for (const prefix of [DOCUMENT_PREFIXES.documents, DOCUMENT_PREFIXES.log]) {
      zones.bronze.grantReadWrite(handler, `${prefix}/`);
    }
    handler.addEnvironment(DOCUMENTS_ENV.bronzeBucket, zones.bronze.bucket.bucketName);
    ledger.grantReadWrite(handler, DOCUMENTS_ENV.ledgerTable);
    return handler;
  }

  private letRead(handler: LakeFunction, actions: readonly string[]): void {
    allow(handler, {
      actions,
      resources: ['*'],
      wildcard: {
        finding: /^Resource::\*$/,
        reason: 'Textract has no resources: what it may read, the caller’s own rights on bronze decide.',
      },
    });
  }

  /** Events of S3 for documents, and for nothing else below their prefix. */
  private announceArrivals(): void {
    const { zones } = this.props;
    new Rule(this, 'Arrived', {
      description: 'Documents that have arrived in bronze',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [zones.bronze.bucket.bucketName] },
          object: { key: Match.wildcard(`${DOCUMENT_PREFIXES.documents}/20*/*/*/*.pdf`) },
        },
      },
      targets: [new SqsQueue(this.starts.queue)],
    });
  }

  /** A subscription by hand: the library's would name the topic in the policy of a key that stands in another stack. */
  private subscribe(topic: Topic): void {
    const { queue, deadLetters } = this.results;
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
      }),
    );
    new Subscription(this, 'DoneToQueue', {
      topic,
      endpoint: queue.queueArn,
      protocol: SubscriptionProtocol.SQS,
      rawMessageDelivery: true,
      deadLetterQueue: deadLetters,
    });
  }

  /** The role as which Textract says that it is done. */
  private publisher(topic: Topic): Role {
    const { account, partition } = Stack.of(this);
    const role = new Role(this, 'Publisher', {
      description: 'Textract tells with it that a document is read',
      assumedBy: new ServicePrincipal('textract.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:textract:*:${account}:*` },
        },
      }),
    });
    allow(role, { actions: ['sns:Publish'], resources: [topic.topicArn] });
    this.props.keys.operations.grant(role, 'kms:GenerateDataKey', 'kms:Decrypt');
    return role;
  }
}

/** Puts PDFium's code, which is no JavaScript, beside the bundle. */
export const COPY_PDFIUM: ICommandHooks = {
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (_input, output) => [
    `cp "${require.resolve('@hyzyla/pdfium/pdfium.wasm')}" "${join(output, PDFIUM_FILE)}"`,
  ],
};
