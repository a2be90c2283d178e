import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import type { Call } from './call';
import { LedgerTable } from './ledger-table';
import { Objects } from './objects';
import { json, unharmed, type Reply } from './reply';

/**
 * The services that functions call, on loopback, by their documented protocols. Keeps every call; answers as
 * the tests want it, with words of the request in its errors, as services do.
 */
export class LoopbackAws {
  readonly calls: Call[] = [];
  readonly objects = new Objects();
  readonly ledger = new LedgerTable();
  readonly secrets: Record<string, string> = {};
  /** What Textract has found, by the job's id. */
  readonly results: Record<string, object> = {};
  fault = unharmed;
  private moves = 0;
  private readonly servers: readonly Server[];

  constructor() {
    const listener = this.listen.bind(this);
    // The SDK talks to Kinesis over HTTP/2 and to the rest over HTTP/1.1.
    this.servers = [createServer(listener), createHttp2Server(listener as never)];
  }

  /** @returns the variables that direct SDK clients here */
  async start(): Promise<Record<string, string>> {
    const [endpoint = '', http2 = ''] = await Promise.all(
      this.servers.map(async (server) => {
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      }),
    );
    return { AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_KINESIS: http2 };
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  private listen(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const call = callOf(request, Buffer.concat(parts));
      this.calls.push(call);
      const { status, headers = {}, body = '' } = this.fault(call) ?? this.answer(call);
      if (status === 0) return void request.socket.destroy();
      response.writeHead(status, headers);
      response.end(call.operation === 'HEAD' ? undefined : body);
    });
  }

  private answer(call: Call): Reply {
    if (call.service === 'S3') return this.objects.answer(call);
    if (call.service === 'CloudFormation') return { status: 200 };
    const body = JSON.parse(call.body.toString('utf8') || '{}') as never;
    if (call.service === 'DynamoDB') return this.ledger.answer(call.operation, body);
    return json(this.found(call.operation, body));
  }

  private found(operation: string, body: Readonly<Record<string, unknown>>): object {
    switch (operation) {
      case 'PutRecords':
        return {
          FailedRecordCount: 0,
          Records: (body.Records as object[]).map(() => ({ SequenceNumber: '1' })),
        };
      case 'GetQueueAttributes':
        return { Attributes: { QueueArn: body.QueueUrl, ApproximateNumberOfMessages: '1' } };
      case 'StartMessageMoveTask':
        this.moves += 1;
        return {};
      case 'ListMessageMoveTasks':
        return { Results: [{ Status: 'COMPLETED', StartedTimestamp: this.moves }] };
      case 'SendMessage':
        return {
          MessageId: 'm',
          MD5OfMessageBody: createHash('md5').update(String(body.MessageBody)).digest('hex'),
        };
      case 'GetSecretValue':
        return { SecretString: this.secrets[String(body.SecretId)] };
      case 'StartDocumentAnalysis':
        return { JobId: `job-${String(body.JobTag)}` };
      case 'GetDocumentAnalysis':
        return this.results[String(body.JobId)] ?? {};
      default:
        return {};
    }
  }
}

function callOf({ method = '', url: path = '', headers }: IncomingMessage, body: Buffer): Call {
  const [service, operation] = String(headers['x-amz-target'] ?? '').split('.');
  if (operation !== undefined)
    return { service: service?.replace(/_\d+$/, '') ?? '', operation, path, headers, body };
  const [name = ''] = path.split('?');
  // What follows is a signature, which is CloudFormation's own.
  if (name === '/cloudformation')
    return { service: 'CloudFormation', operation: method, path: name, headers, body };
  const isRest = method === 'POST' && /^\/\w+$/.test(path);
  if (isRest) return { service: 'LakeFormation', operation: path.slice(1), path, headers, body };
  return { service: 'S3', operation: method, path, headers, body };
}
