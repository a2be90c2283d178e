import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDbLedger } from '../../lambdas/aws/dynamodb-ledger';
import { CREDENTIALS, loopback, type Reply, type Seen } from '../support/loopback';

const ok = (body: unknown = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
const conflict: Reply = {
  ...ok({
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    message: 'The conditional request failed',
  }),
  status: 400,
};

async function against(
  answer: (request: Seen, nth: number) => Reply,
  work: (ledger: DynamoDbLedger, seen: Seen[]) => Promise<void>,
): Promise<void> {
  const { endpoint, seen, close } = await loopback(answer);
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  try {
    await work(new DynamoDbLedger(DynamoDBDocumentClient.from(client), 'ledger'), seen);
  } finally {
    client.destroy();
    await close();
  }
}

test('reads strongly consistent', async () => {
  await against(
    () =>
      ok({
        Item: {
          collection: { S: 'c' },
          id: { S: 'i' },
          value: { M: { a: { N: '1' } } },
          version: { N: '3' },
        },
      }),
    async (ledger, seen) => {
      expect(await ledger.get('c', 'i')).toEqual({ value: { a: 1 }, version: 3 });
      expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ TableName: 'ledger', ConsistentRead: true });
    },
  );
});

test('an entry past its time is gone though DynamoDB has not deleted it yet', async () => {
  await against(
    () =>
      ok({
        Item: {
          collection: { S: 'c' },
          id: { S: 'i' },
          value: { S: 'x' },
          version: { N: '1' },
          expires_at: { N: '1000' },
        },
      }),
    async (ledger) => expect(await ledger.get('c', 'i')).toBeUndefined(),
  );
});

test('writes on the version it has read', async () => {
  await against(
    () => ok(),
    async (ledger, seen) => {
      expect(await ledger.put('c', 'i', { a: 1 }, 3)).toEqual({ value: { a: 1 }, version: 4 });
      expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
        Item: { version: { N: '4' } },
        ConditionExpression: '#version = :expected',
        ExpressionAttributeValues: { ':expected': { N: '3' } },
      });
    },
  );
});

test('tells who was too slow', async () => {
  await against(
    () => conflict,
    async (ledger) => expect(await ledger.put('c', 'i', 1, 0)).toBeUndefined(),
  );
});

test('lists page by page', async () => {
  const item = (id: string): unknown => ({
    collection: { S: 'c' },
    id: { S: id },
    value: { S: id },
    version: { N: '1' },
  });
  await against(
    (_request, nth) =>
      nth === 1
        ? ok({ Items: [item('a')], LastEvaluatedKey: { collection: { S: 'c' }, id: { S: 'a' } } })
        : ok({ Items: [item('b')] }),
    async (ledger) => {
      const ids: string[] = [];
      for await (const { id } of ledger.list('c')) ids.push(id);
      expect(ids).toEqual(['a', 'b']);
    },
  );
});
