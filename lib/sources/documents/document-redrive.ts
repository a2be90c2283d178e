import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { functionAlarms, type AlarmSpec } from '../../constructs/alarm-spec';
import { allow } from '../../constructs/allow';
import type { Lake } from '../../constructs/lake';
import { LakeFunction } from '../../constructs/lake-function';
import { DOCUMENT_PREFIXES, DOCUMENTS_ENV, REDRIVE_OUTPUT } from '../../../lambdas/documents/names';
import type { DocumentReading } from './document-reading';
import type { WorkQueue } from '../../constructs/work-queue';

export interface DocumentRedriveProps extends Lake {
  readonly reading: DocumentReading;
}

/** A call stops taking up documents after a minute; what it has begun may be a copy of half a gigabyte. */
const TIMEOUT = Duration.minutes(5);

/**
 * Gives documents another try when somebody calls it. People are kept from the objects of the zones, so a function
 * moves them out of quarantine; who may call it is up to whoever gives `lambda:InvokeFunction`.
 */
export class DocumentRedrive extends Construct {
  private readonly handler: LakeFunction;

  constructor(scope: Construct, id: string, props: DocumentRedriveProps) {
    super(scope, id);
    const { environment, keys, ledger, zones, reading } = props;
    this.handler = new LakeFunction(this, 'Handler', {
      environment,
      entry: 'lambdas/documents/redrive/handler.ts',
      description: 'Gives failed and stuck documents another try',
      encryptionKey: keys.operations,
      timeout: TIMEOUT,
      whyNoQueue: 'Who calls it waits for the answer and is told of a failure.',
    });
    for (const prefix of [DOCUMENT_PREFIXES.documents, DOCUMENT_PREFIXES.log]) {
      zones.bronze.grantReadWrite(this.handler, `${prefix}/`);
    }
    this.handler.addEnvironment(DOCUMENTS_ENV.bronzeBucket, zones.bronze.bucket.bucketName);
    ledger.grantReadWrite(this.handler, DOCUMENTS_ENV.ledgerTable);
    this.letMove(reading.starts, DOCUMENTS_ENV.startQueueUrl, DOCUMENTS_ENV.startDeadLettersUrl);
    this.letMove(reading.results, DOCUMENTS_ENV.collectQueueUrl, DOCUMENTS_ENV.collectDeadLettersUrl);
    keys.operations.grant(this.handler, 'kms:Decrypt', 'kms:GenerateDataKey');
    new CfnOutput(Stack.of(this), REDRIVE_OUTPUT, {
      value: this.handler.functionName,
      description: 'Function that lake documents redrive calls',
    });
  }

  alarms(): AlarmSpec[] {
    return functionAlarms('documents-redrive', this.handler);
  }

  /** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
  private letMove({ queue, deadLetters }: WorkQueue, queueUrl: string, deadLettersUrl: string): void {
    allow(this.handler, {
      actions: [
        'sqs:StartMessageMoveTask',
        'sqs:ListMessageMoveTasks',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
      ],
      resources: [deadLetters.queueArn],
    });
    allow(this.handler, {
      actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
      resources: [queue.queueArn],
    });
    this.handler.addEnvironment(queueUrl, queue.queueUrl);
    this.handler.addEnvironment(deadLettersUrl, deadLetters.queueUrl);
  }
}
