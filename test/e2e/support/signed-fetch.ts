import { KinesisClient } from '@aws-sdk/client-kinesis';

/** What the emulator runs in, and everybody's credentials there. */
export const CLIENT = {
  region: process.env.AWS_REGION ?? 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

export interface SignedRequest {
  /** As in a credential's scope, such as `execute-api`. */
  readonly service: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request signed with Signature Version 4, as callers of the deployed API do. */
export async function signedFetch({ service, method, url, headers, body }: SignedRequest): Promise<Response> {
  // Any SDK client's signer signs for every service, but each only for the first it is asked for.
  const { config } = new KinesisClient(CLIENT);
  const signer = await config.signer({
    name: 'sigv4',
    signingName: service,
    signingRegion: CLIENT.region,
    properties: {},
  });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, ...headers },
    body,
  });
  return fetch(url, { method, headers: signed.headers, ...(body !== undefined && { body }) });
}
