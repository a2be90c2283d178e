import type { IntakeAnswer } from '../../../lambdas/intake/intake';
import type { Deployment } from './deployment';
import { signedFetch } from './signed-fetch';

export interface PostOptions {
  /** @default immunizations */
  readonly dataset?: string;
  /** @default application/x-ndjson */
  readonly contentType?: string;
  readonly idempotencyKey?: string;
}

export interface Posted {
  readonly status: number;
  readonly answer: IntakeAnswer;
  /** The answer's body as it came. */
  readonly text: string;
}

/** `POST /{dataset}` of the deployed API. */
export async function post({ apiUrl }: Deployment, body: string, options: PostOptions = {}): Promise<Posted> {
  const { dataset = 'immunizations', contentType = 'application/x-ndjson', idempotencyKey } = options;
  const response = await signedFetch({
    service: 'execute-api',
    method: 'POST',
    url: new URL(`/${dataset}`, apiUrl),
    headers: {
      'content-type': contentType,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    body,
  });
  const text = await response.text();
  return { status: response.status, answer: JSON.parse(text) as IntakeAnswer, text };
}
