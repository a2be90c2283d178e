import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { signedFetch, type SignedRequest } from './signed-fetch';

const API = '/2015-03-31';

/** What tests change of a function. */
export interface Settings {
  /** Seconds. */
  readonly Timeout: number;
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
}

export interface FunctionConfiguration extends Settings {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Description?: string;
}

/** How an invocation ended: with an answer, or with an error that nobody caught or a timeout. */
export type Outcome = { readonly answer: KinesisStreamBatchResponse } | { readonly error: string };

/** A deployed function, through the API of Lambda. */
export class DeployedFunction {
  constructor(
    private readonly endpoint: string,
    readonly name: string,
  ) {}

  /** All functions that are deployed, with their configurations. */
  static async all(endpoint: string): Promise<FunctionConfiguration[]> {
    const answer = (await call(endpoint, 'GET', '/functions/')) as { Functions: FunctionConfiguration[] };
    return answer.Functions;
  }

  async invoke(event: KinesisStreamEvent): Promise<Outcome> {
    const response = await send(this.endpoint, 'POST', `/functions/${this.name}/invocations`, event);
    const text = await response.text();
    const failed = !response.ok || response.headers.has('x-amz-function-error');
    return failed ? { error: text } : { answer: JSON.parse(text) as KinesisStreamBatchResponse };
  }

  async configuration(): Promise<FunctionConfiguration> {
    return (await call(
      this.endpoint,
      'GET',
      `/functions/${this.name}/configuration`,
    )) as FunctionConfiguration;
  }

  async configure({ Timeout, Environment }: Settings): Promise<void> {
    await call(this.endpoint, 'PUT', `/functions/${this.name}/configuration`, { Timeout, Environment });
  }
}

function send(
  endpoint: string,
  method: SignedRequest['method'],
  path: string,
  body?: unknown,
): Promise<Response> {
  return signedFetch({
    service: 'lambda',
    method,
    url: new URL(`${API}${path}`, endpoint),
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function call(...request: Parameters<typeof send>): Promise<unknown> {
  const response = await send(...request);
  if (!response.ok)
    throw new Error(`${request[1]} ${request[2]}: ${response.status} ${await response.text()}`);
  return response.json();
}
