import {
  AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { version } from '@aws-sdk/client-athena/package.json';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Told } from './run-program';

/** The AWS SDK for JavaScript, by the profile that it finds. */
async function work(): Promise<void> {
  const athena = new AthenaClient({});
  const { QueryExecutionId: id } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: 'SELECT cvx_code, doses FROM immunizations_by_vaccine ORDER BY cvx_code DESC',
      QueryExecutionContext: { Database: 'gold' },
    }),
  );
  let found: QueryExecution | undefined;
  while (!found?.Status?.CompletionDateTime)
    found = (await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))).QueryExecution;
  const codes: (string | undefined)[] = [];
  for await (const page of paginateGetQueryResults({ client: athena, pageSize: 2 }, { QueryExecutionId: id }))
    codes.push(...(page.ResultSet?.Rows ?? []).map(({ Data }) => Data?.[0]?.VarCharValue));
  same(codes, ['cvx_code', '140', '10']);
  const [, Bucket, Key] =
    /^s3:\/\/([^/]+)\/(.+)$/.exec(found.ResultConfiguration?.OutputLocation ?? '') ?? [];
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket, Key }));
  same((await Body?.transformToString())?.split('\n')[1], '"140","12"');
}

function same(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

const told = (wrong: string | null): Told => ({
  name: 'AWS SDK for JavaScript',
  version,
  what: 'a profile, a query, pages, S3',
  wrong,
});

work().then(
  () => console.log(JSON.stringify(told(null))),
  (error: unknown) => console.log(JSON.stringify(told(String(error)))),
);
