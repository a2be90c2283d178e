import { createServer, type Server } from 'node:http';
import type { Block } from '@aws-sdk/client-textract';

interface StartBody {
  readonly ClientRequestToken: string;
  readonly JobTag: string;
  readonly DocumentLocation: { readonly S3Object: { readonly Bucket: string; readonly Name: string } };
  readonly FeatureTypes?: readonly string[];
  readonly NotificationChannel: { readonly SNSTopicArn: string };
  readonly OutputConfig?: unknown;
}

interface Job {
  readonly id: string;
  readonly start: StartBody;
  done: boolean;
}

export interface FakeResult {
  readonly JobStatus: 'SUCCEEDED' | 'PARTIAL_SUCCESS' | 'FAILED';
  readonly StatusMessage?: string;
  readonly pages?: number;
  readonly Warnings?: readonly { ErrorCode: string; Pages: number[] }[];
  /** The blocks of each part of the result. */
  readonly parts?: readonly (readonly Block[])[];
}

export interface FakeOptions {
  /** Jobs at once; one more is answered by LimitExceededException. @default 100 */
  readonly limit?: number;
  /** Milliseconds a job takes. @default 0 */
  readonly duration?: number;
  /** An error to answer instead, by the name of the operation. @default none */
  readonly fail?: (operation: string) => string | undefined;
  readonly result?: (job: StartBody) => FakeResult;
  /** What SNS would be told. */
  readonly notify?: (message: string) => void;
}

/**
 * Textract's endpoint as far as jobs go: AWS JSON 1.1, with its error shapes, its idempotency by token, its
 * limit of jobs at once.
 *
 * @see https://docs.aws.amazon.com/textract/latest/dg/API_StartDocumentAnalysis.html
 */
export class FakeTextract {
  readonly started: StartBody[] = [];
  mostAtOnce = 0;
  private readonly jobs = new Map<string, Job>();
  private readonly byToken = new Map<string, Job>();
  private running = 0;
  private server: Server | undefined;

  constructor(private readonly options: FakeOptions = {}) {}

  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const operation = String(request.headers['x-amz-target']).replace('Textract.', '');
        const [status, body] = this.answer(operation, JSON.parse(Buffer.concat(parts).toString()) as never);
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(body));
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private answer(
    operation: string,
    body: StartBody & { JobId: string; NextToken?: string },
  ): [number, object] {
    const failure = this.options.fail?.(operation);
    if (failure !== undefined) {
      const server = failure === 'InternalServerError';
      return [server ? 500 : 400, { __type: failure, Message: 'says the fake', Code: failure }];
    }
    return operation.startsWith('Start') ? this.start(body) : this.result(body.JobId, body.NextToken);
  }

  private start(body: StartBody): [number, object] {
    const known = this.byToken.get(body.ClientRequestToken);
    if (known !== undefined) return [200, { JobId: known.id }];
    if (this.running >= (this.options.limit ?? 100)) {
      return [
        400,
        { __type: 'LimitExceededException', Message: 'open jobs', Code: 'LimitExceededException' },
      ];
    }
    const job: Job = { id: `job-${this.jobs.size + 1}`, start: body, done: false };
    this.jobs.set(job.id, job);
    this.byToken.set(body.ClientRequestToken, job);
    this.started.push(body);
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    setTimeout(() => this.finish(job), this.options.duration ?? 0);
    return [200, { JobId: job.id }];
  }

  private finish(job: Job): void {
    job.done = true;
    this.running -= 1;
    const { JobStatus } = this.resultOf(job);
    const message = {
      JobId: job.id,
      Status: JobStatus,
      API: 'StartDocumentAnalysis',
      JobTag: job.start.JobTag,
    };
    this.options.notify?.(JSON.stringify({ Type: 'Notification', Message: JSON.stringify(message) }));
  }

  private result(jobId: string, nextToken: string | undefined): [number, object] {
    const job = this.jobs.get(jobId);
    if (job === undefined) return [400, { __type: 'InvalidJobIdException', Message: 'no such job' }];
    if (!job.done) return [200, { JobStatus: 'IN_PROGRESS' }];
    const { parts = [[]], pages = 1, ...rest } = this.resultOf(job);
    const at = Number(nextToken ?? 0);
    const more = at + 1 < parts.length ? { NextToken: String(at + 1) } : {};
    return [200, { ...rest, DocumentMetadata: { Pages: pages }, Blocks: parts[at] ?? [], ...more }];
  }

  private resultOf(job: Job): FakeResult {
    return (
      this.options.result?.(job.start) ?? { JobStatus: 'SUCCEEDED', parts: [pageBlocks(1, job.start.JobTag)] }
    );
  }
}

/** A page of one line. */
export function pageBlocks(page: number, text: string): Block[] {
  const prefix = `${page}-${text}`;
  return [
    { BlockType: 'PAGE', Id: prefix, Page: page },
    { BlockType: 'LINE', Id: `${prefix}-line`, Page: page, Text: text, Confidence: 98 },
    { BlockType: 'WORD', Id: `${prefix}-word`, Page: page, Text: text, Confidence: 97 },
  ];
}
