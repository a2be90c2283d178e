import type { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import {
  type KinesisClient,
  type PutRecordsCommandInput,
  type PutRecordsCommandOutput,
} from '@aws-sdk/client-kinesis';
import { KinesisStream, MAX_BYTES_PER_CALL, MAX_RECORDS_PER_CALL } from '../../lambdas/aws/kinesis-stream';
import { StreamUnavailableError, type StreamRecord } from '../../core/ports';

type Outcome = (data: string, call: number) => string | undefined;

/** Stands where Kinesis does: answers each record with an error code or success. */
function service(outcome: Outcome = () => undefined): {
  client: KinesisClient;
  calls: PutRecordsCommandInput[];
  written: string[];
} {
  const calls: PutRecordsCommandInput[] = [];
  const written: string[] = [];
  const send = async ({ input }: PutRecordsCommand): Promise<PutRecordsCommandOutput> => {
    calls.push(input);
    const results = (input.Records ?? []).map(({ Data }) => {
      const data = Buffer.from(Data ?? []).toString();
      const code = outcome(data, calls.length);
      if (code === undefined) written.push(data);
      return code === undefined
        ? { SequenceNumber: '1', ShardId: 'shardId-000000000000' }
        : { ErrorCode: code, ErrorMessage: 'no' };
    });
    return { $metadata: {}, Records: results };
  };
  return { client: { send } as unknown as KinesisClient, calls, written };
}

const records = (count: number, size = 1): StreamRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    data: String(index).padEnd(size, '.'),
    partitionKey: `k${index}`,
  }));

const stream = (client: KinesisClient): KinesisStream => new KinesisStream(client, 'events', () => 0);

test('cuts calls at 500 records', async () => {
  const { client, calls } = service();
  await stream(client).append(records(1_001));
  expect(calls.map((call) => call.Records?.length)).toEqual([MAX_RECORDS_PER_CALL, MAX_RECORDS_PER_CALL, 1]);
});

test('cuts calls before their bytes pass the limit', async () => {
  const { client, calls } = service();
  await stream(client).append(records(9, MAX_BYTES_PER_CALL / 4));
  for (const { Records: sent = [] } of calls) {
    const bytes = sent.reduce(
      (sum, { Data, PartitionKey }) => sum + (Data?.length ?? 0) + (PartitionKey?.length ?? 0),
      0,
    );
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES_PER_CALL);
  }
  expect(calls.flatMap((call) => call.Records ?? [])).toHaveLength(9);
});

test('sends only the records that failed again, until all are written once', async () => {
  const { client, calls, written } = service((data, call) =>
    call === 1 && Number(data) % 3 === 0
      ? 'ProvisionedThroughputExceededException'
      : call === 2 && data === '0'
        ? 'InternalFailure'
        : undefined,
  );
  await stream(client).append(records(10));
  expect(calls.map((call) => call.Records?.length)).toEqual([10, 4, 1]);
  expect(written.sort()).toEqual(
    records(10)
      .map(({ data }) => data)
      .sort(),
  );
});

test('gives up after a bounded number of tries and says how many are unwritten and why', async () => {
  const { client, calls } = service((data) =>
    data === '1' ? 'ProvisionedThroughputExceededException' : undefined,
  );
  const failure = await stream(client)
    .append(records(3))
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StreamUnavailableError);
  expect((failure as Error).message).toMatch(
    /^1 records could not be written \(ProvisionedThroughputExceededException\)/,
  );
  expect(calls).toHaveLength(8);
});

test.each([
  ['ProvisionedThroughputExceededException', 400, StreamUnavailableError],
  ['InternalFailureException', 500, StreamUnavailableError],
  ['ResourceNotFoundException', 400, Error],
])(
  'a call refused as a whole with %s says whether sending it again helps',
  async (name, httpStatusCode, kind) => {
    const refusal = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });
    const client = { send: () => Promise.reject(refusal) } as unknown as KinesisClient;
    const error: unknown = await stream(client)
      .append(records(3))
      .catch((each: unknown) => each);
    expect((error as Error).constructor).toBe(kind);
    expect((error as Error).message).toContain(
      kind === Error ? 'no' : `3 records could not be written (${name})`,
    );
  },
);
