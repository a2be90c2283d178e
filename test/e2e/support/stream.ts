import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { bronzeLines, type BronzeLine } from './bronze';
import type { Deployment } from './deployment';
import { CLIENT } from './signed-fetch';

export interface StreamedRecord {
  readonly shard: string;
  readonly sequenceNumber: string;
  readonly arrivedAt: Date;
  readonly data: string;
}

const LANDING_SECONDS = 45;

/** The deployed stream, for producers that don't go through the API and to see what the API has put there. */
export class DeployedStream {
  private readonly client: KinesisClient;

  constructor(private readonly deployment: Deployment) {
    // The client's own choice is HTTP/2, over which the emulator cuts answers off at 64 KiB.
    const { requestHandler } = new S3Client(CLIENT).config;
    this.client = new KinesisClient({ ...CLIENT, endpoint: deployment.endpoint, requestHandler });
  }

  async put(...records: readonly (string | Buffer)[]): Promise<void> {
    const { FailedRecordCount: failed } = await this.client.send(
      new PutRecordsCommand({
        StreamName: this.deployment.streamName,
        Records: records.map((data) => ({ Data: Buffer.from(data), PartitionKey: randomUUID() })),
      }),
    );
    if (failed) throw new Error(`The stream refused ${failed} of ${records.length} records.`);
  }

  /** Everything that is on the stream. */
  async records(): Promise<StreamedRecord[]> {
    const StreamName = this.deployment.streamName;
    const { Shards: shards = [] } = await this.client.send(new ListShardsCommand({ StreamName }));
    const found: StreamedRecord[] = [];
    for (const { ShardId = '' } of shards) {
      const start = new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
      let { ShardIterator: iterator } = await this.client.send(start);
      for (let more = true; more;) {
        const page = await this.client.send(new GetRecordsCommand({ ShardIterator: iterator }));
        iterator = page.NextShardIterator;
        more = (page.Records ?? []).length > 0;
        for (const { SequenceNumber, ApproximateArrivalTimestamp, Data } of page.Records ?? []) {
          found.push({
            shard: ShardId,
            sequenceNumber: SequenceNumber ?? '',
            arrivedAt: ApproximateArrivalTimestamp ?? new Date(Number.NaN),
            data: Buffer.from(Data ?? []).toString('utf8'),
          });
        }
      }
    }
    return found;
  }

  /**
   * Waits until everything written to the stream before is in bronze: until a record written now is, for dev
   * has one shard and landing keeps its order.
   *
   * @returns all of bronze
   */
  async landed(): Promise<BronzeLine[]> {
    const id = `fence-${randomUUID()}`;
    await this.put(JSON.stringify({ specversion: '1.0', id, source: '/e2e', type: 'fence' }));
    for (const deadline = Date.now() + LANDING_SECONDS * 1000; Date.now() < deadline; await sleep(250)) {
      const lines = await bronzeLines(this.deployment);
      if (lines.some(({ event }) => event.id === id)) return lines;
    }
    throw new Error(`What was written to the stream is not in bronze after ${LANDING_SECONDS} s.`);
  }

  close(): void {
    this.client.destroy();
  }
}
