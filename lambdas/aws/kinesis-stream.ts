import { setTimeout as sleep } from 'node:timers/promises';
import {
  PutRecordsCommand,
  type KinesisClient,
  type PutRecordsCommandOutput,
  type PutRecordsRequestEntry,
} from '@aws-sdk/client-kinesis';
import { nameOf } from '../../core/errors';
import { StreamUnavailableError, type EventStream, type StreamRecord } from '../../core/ports';
import { isPassing } from './passing-error';

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
export const MAX_RECORDS_PER_CALL = 500;
/** Half of what a call may carry, keys included, to stay clear of the older limit of 5 MiB. Bytes. */
export const MAX_BYTES_PER_CALL = 5 * 1024 * 1024;
/** Tries per call, the first included. Spread over about 6 s, well inside the API's 30 s. */
const MAX_TRIES = 8;
const FIRST_DELAY_MS = 50;

/** Kinesis Data Streams as the lake's stream. */
export class KinesisStream implements EventStream {
  constructor(
    private readonly client: Pick<KinesisClient, 'send'>,
    private readonly streamName: string,
    /** Milliseconds before the nth retry, from 1. @default doubling from 50 ms, with full jitter */
    private readonly delay: (retry: number) => number = (retry) =>
      Math.random() * FIRST_DELAY_MS * 2 ** retry,
  ) {}

  async append(records: readonly StreamRecord[]): Promise<void> {
    for (const call of calls(records)) await this.put(call);
  }

  /** PutRecords isn't atomic: only the records that failed are sent again. */
  private async put(records: readonly StreamRecord[]): Promise<void> {
    let pending: readonly PutRecordsRequestEntry[] = records.map(({ data, partitionKey }) => ({
      Data: Buffer.from(data),
      PartitionKey: partitionKey,
    }));
    let reasons: string[] = [];
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      if (attempt > 1) await sleep(this.delay(attempt - 1));
      const { Records: results = [] } = await this.call(pending);
      reasons = [...new Set(results.flatMap(({ ErrorCode }) => ErrorCode ?? []))];
      pending = pending.filter((_, index) => results[index]?.ErrorCode !== undefined);
      if (pending.length === 0) return;
    }
    throw new StreamUnavailableError(pending.length, reasons);
  }

  /** The SDK has tried a call that failed as a whole often enough. */
  private async call(records: readonly PutRecordsRequestEntry[]): Promise<PutRecordsCommandOutput> {
    const command = new PutRecordsCommand({ StreamName: this.streamName, Records: [...records] });
    return this.client.send(command).catch((error: unknown) => {
      throw isPassing(error) ? new StreamUnavailableError(records.length, [nameOf(error)]) : error;
    });
  }
}

function* calls(records: readonly StreamRecord[]): Generator<StreamRecord[]> {
  let call: StreamRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(record.data) + record.partitionKey.length;
    if (call.length === MAX_RECORDS_PER_CALL || (call.length > 0 && bytes + size > MAX_BYTES_PER_CALL)) {
      yield call;
      call = [];
      bytes = 0;
    }
    call.push(record);
    bytes += size;
  }
  if (call.length > 0) yield call;
}
