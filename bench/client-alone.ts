import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';

/** The requests of a small query, and what the door has answered to them. */
export interface Answered {
  readonly sql: string;
  readonly answers: Readonly<Record<'StartQueryExecution' | 'GetQueryExecution' | 'GetQueryResults', object>>;
}

/** Asks a door and keeps its answers. */
export async function answered(client: AthenaClient, sql: string): Promise<Answered> {
  const StartQueryExecution = await client.send(new StartQueryExecutionCommand({ QueryString: sql }));
  const { QueryExecutionId } = StartQueryExecution;
  const GetQueryExecution = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  const GetQueryResults = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
  return { sql, answers: { StartQueryExecution, GetQueryExecution, GetQueryResults } };
}

/**
 * A client whose server does nothing: it has its answers already. What a query takes there is what the client takes, who
 * signs, sends and reads, and HTTP.
 */
export async function withClientAlone<T>(
  { answers }: Answered,
  work: (client: AthenaClient) => Promise<T>,
): Promise<T> {
  const texts = new Map(Object.entries(answers).map(([name, answer]) => [name, onTheWire(answer)]));
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const [, name = ''] = String(request.headers['x-amz-target']).split('.');
      response.setHeader('content-type', 'application/x-amz-json-1.1').end(texts.get(name));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await work(
      new AthenaClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'eu-central-1',
        credentials: { accessKeyId: 'nobody', secretAccessKey: 'none' },
      }),
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Times are seconds there. */
function onTheWire(answer: object): string {
  return JSON.stringify(answer, function (this: Record<string, unknown>, key, value: unknown) {
    const { [key]: whole } = this;
    return whole instanceof Date ? whole.getTime() / 1000 : value;
  });
}
