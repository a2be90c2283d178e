import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface FakeLambda {
  readonly endpoint: string;
  /** Names of the functions called, where, and what with. */
  readonly calls: { readonly functionName: string; readonly region: string; readonly event: unknown }[];
  close(): Promise<void>;
}

/**
 * Lambda's endpoint for calls that wait for the answer.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function fakeLambda(handler: (event: never) => Promise<unknown>): Promise<FakeLambda> {
  const calls: FakeLambda['calls'] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const event = await json(request);
      const functionName = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1];
      const region = /Credential=\w+\/\d+\/([\w-]+)\/lambda/.exec(request.headers.authorization ?? '')?.[1];
      calls.push({ functionName: functionName ?? `no path: ${request.url}`, region: region ?? '', event });
      try {
        const answer = await handler(event as never);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      } catch (error) {
        const { name: errorType, message: errorMessage } = error as Error;
        response
          .writeHead(200, { 'content-type': 'application/json', 'x-amz-function-error': 'Unhandled' })
          .end(JSON.stringify({ errorType, errorMessage, trace: [] }));
      }
    })();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
