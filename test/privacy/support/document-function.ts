import type { SQSEvent } from 'aws-lambda';
import { DOCUMENTS_ENV } from '../../../lambdas/documents/environment';
import { textPdf } from '../../documents/support/pdfs';
import { BronzeDocuments } from './bronze-documents';
import { canary } from './canaries';
import { LambdaProcess } from './lambda-process';
import { LoopbackAws } from './loopback-aws';
import { pass, type Passage } from './passage';
import type { Fault } from './reply';

/** A function of the documents' way between bronze and Textract, with documents for it to work on. */
export class DocumentFunction {
  private constructor(
    readonly aws: LoopbackAws,
    readonly documents: BronzeDocuments,
    private readonly lambda: LambdaProcess,
  ) {}

  static async start(entry: string): Promise<DocumentFunction> {
    const aws = new LoopbackAws();
    const endpoints = await aws.start();
    const { AWS_ENDPOINT_URL: endpoint = '' } = endpoints;
    const environment = {
      ...endpoints,
      [DOCUMENTS_ENV.bronzeBucket]: 'bronze',
      [DOCUMENTS_ENV.ledgerTable]: 'ledger',
      [DOCUMENTS_ENV.textractFeatures]: 'FORMS,TABLES',
      [DOCUMENTS_ENV.textractTopicArn]: 'arn:topic',
      [DOCUMENTS_ENV.textractRoleArn]: 'arn:role',
      [DOCUMENTS_ENV.textractConcurrency]: '100',
      [DOCUMENTS_ENV.startQueueUrl]: `${endpoint}/1/start`,
      [DOCUMENTS_ENV.startDeadLettersUrl]: `${endpoint}/1/start-dead`,
      [DOCUMENTS_ENV.collectQueueUrl]: `${endpoint}/1/collect`,
      [DOCUMENTS_ENV.collectDeadLettersUrl]: `${endpoint}/1/collect-dead`,
    };
    const files = { 'pdfium.wasm': require.resolve('@hyzyla/pdfium/pdfium.wasm') };
    const lambda = await LambdaProcess.start({ entry, environment, files });
    return new DocumentFunction(aws, new BronzeDocuments(endpoint), lambda);
  }

  pass(event: unknown, fault?: Fault): Promise<Passage> {
    return pass(this.lambda, this.aws, event, fault);
  }

  /** The bodies of objects whose key holds some text. */
  bodies(part: string): string {
    const found = [...this.aws.objects.bodies].filter(([key]) => key.includes(part));
    return found.map(([, body]) => body.toString()).join('\n');
  }

  async stop(): Promise<void> {
    await this.lambda.stop();
    await this.aws.stop();
  }
}

/** Messages as SQS hands them over, the same as often as asked for. */
export function messages(body: string, count = 1): SQSEvent {
  const record = {
    messageId: 'm',
    receiptHandle: 'r',
    body,
    attributes: { ApproximateReceiveCount: '5', SenderId: canary('sender') },
    messageAttributes: { name: { stringValue: canary('attribute') } },
  };
  return { Records: Array.from({ length: count }, () => record) } as unknown as SQSEvent;
}

let made = 0;

/** A PDF of two pages, another one each time. */
export function pdf(): Promise<Buffer> {
  return textPdf([[canary('text'), String(++made)], ['2']]);
}
