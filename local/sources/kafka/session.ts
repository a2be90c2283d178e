import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Message, MessagesStream } from '@platformatic/kafka';
import type { PartitionBatch, TopicMessage } from '../../../core/messages';
import type { KafkaSettings } from '../../../lambdas/kafka/settings';
import { isUnknownTopic } from './brokers-problem';
import { clientOptions } from './client-options';
import { committedOnly } from './committed-only';

/** Messages and bytes that wait to be landed before no more are fetched. */
const [MOST_WAITING, MOST_BYTES] = [20_000, 32 * 1024 * 1024];
/** Messages and bytes landed at a time: some megabytes of one object. */
const [BATCH, BATCH_BYTES] = [10_000, 8 * 1024 * 1024];
/** Milliseconds in which what comes is put together, so that objects don't become small. */
const GATHER_MS = 200;
/** Milliseconds that a fetch waits for a message. */
const FETCH_MS = 500;

type Secret = Readonly<Record<string, string>> | undefined;
type Arrived = Message<Buffer, Buffer, Buffer, Buffer>;

/** What was fetched and is to be landed, and how it is told to the brokers that it was. */
export interface Fetched {
  readonly batch: PartitionBatch;
  commit(): Promise<void>;
}

/** A member of a consumer group that hands over messages and commits only what it is told to. */
export class KafkaSession {
  private waiting: Arrived[] = [];
  private waitingBytes = 0;
  private failed: Error | undefined;
  /** When the last message came, by the clock of the process. */
  private lastAt = performance.now();

  private constructor(
    private readonly consumer: Consumer,
    private readonly stream: MessagesStream<Buffer, Buffer, Buffer, Buffer>,
    /** Topics that aren't there, and so aren't read. */
    readonly absent: readonly string[],
  ) {
    stream.on('data', (message: Arrived) => this.take(message));
    stream.on('error', (error) => (this.failed = error));
  }

  /**
   * Joins the group. A topic that isn't there leaves the others to be read.
   *
   * @throws what the brokers refuse, and when none of the topics is there
   */
  static async open(settings: KafkaSettings, groupId: string, secret: Secret): Promise<KafkaSession> {
    const topics = settings.topics.map(({ topic }) => topic);
    try {
      return await KafkaSession.join(settings, groupId, secret, topics, []);
    } catch (error) {
      if (!isUnknownTopic(error)) throw error;
      const known = await topicsThere(settings, secret);
      const [there, absent] = [
        topics.filter((topic) => known.has(topic)),
        topics.filter((topic) => !known.has(topic)),
      ];
      if (there.length === 0 || absent.length === 0) throw error;
      return KafkaSession.join(settings, groupId, secret, there, absent);
    }
  }

  private static async join(
    settings: KafkaSettings,
    groupId: string,
    secret: Secret,
    topics: readonly string[],
    absent: readonly string[],
  ): Promise<KafkaSession> {
    const { Consumer, FetchIsolationLevels } = await import('@platformatic/kafka');
    const consumer = new Consumer({
      ...clientOptions(settings, secret),
      groupId,
      autocommit: false,
      isolationLevel: FetchIsolationLevels.READ_COMMITTED,
      sessionTimeout: 30_000,
      heartbeatInterval: 3_000,
      maxWaitTime: FETCH_MS,
      highWaterMark: 4_096,
    });
    committedOnly(consumer);
    try {
      const stream = await consumer.consume({
        topics: [...topics],
        mode: 'committed',
        fallbackMode: settings.from,
      });
      return new KafkaSession(consumer, stream, absent);
    } catch (error) {
      await closed(consumer);
      throw error;
    }
  }

  /** Milliseconds since the last message. */
  get idle(): number {
    return this.waiting.length > 0 ? 0 : performance.now() - this.lastAt;
  }

  /**
   * What has come, by partition, in the order of its offsets; nothing when nothing came within a moment.
   *
   * @throws what ended the connection
   */
  async next(signal: AbortSignal): Promise<Fetched[]> {
    if (this.waiting.length < BATCH) await sleep(GATHER_MS, undefined, { signal }).catch(() => undefined);
    if (this.waiting.length === 0 && this.failed) throw this.failed;
    const messages = this.cut();
    if (this.waiting.length < MOST_WAITING / 2 && this.stream.isPaused()) this.stream.resume();
    return byPartition(messages).map((each) => this.fetched(each));
  }

  async close(): Promise<void> {
    await closed(this.consumer);
  }

  private take(message: Arrived): void {
    this.lastAt = performance.now();
    this.waiting.push(message);
    this.waitingBytes += sizeOf(message);
    if (this.waiting.length >= MOST_WAITING || this.waitingBytes >= MOST_BYTES) this.stream.pause();
  }

  private cut(): Arrived[] {
    let [count, bytes] = [0, 0];
    while (count < this.waiting.length && count < BATCH && bytes < BATCH_BYTES)
      bytes += sizeOf(this.waiting[count++] as Arrived);
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  private fetched(messages: readonly Arrived[]): Fetched {
    const [first, last] = [messages[0] as Arrived, messages[messages.length - 1] as Arrived];
    const { topic, partition } = first;
    return {
      batch: { topic, partition, messages: messages.map(messageOf) },
      commit: () =>
        this.consumer.commit({
          offsets: [{ topic, partition, offset: last.offset + 1n, leaderEpoch: -1 }],
        }),
    };
  }
}

async function topicsThere(settings: KafkaSettings, secret: Secret): Promise<ReadonlySet<string>> {
  const { Admin } = await import('@platformatic/kafka');
  const admin = new Admin(clientOptions(settings, secret));
  try {
    return new Set(await admin.listTopics());
  } finally {
    await admin.close();
  }
}

/** A connection that is broken already is as good as closed. */
async function closed(consumer: Consumer): Promise<void> {
  await new Promise<void>((resolve) => consumer.close(true, () => resolve()));
}

function messageOf({ offset, timestamp, key, value }: Arrived): TopicMessage {
  return {
    offset: String(offset),
    timestamp: Number(timestamp),
    ...(key && { key }),
    ...(value && { value }),
  };
}

function byPartition(messages: readonly Arrived[]): Arrived[][] {
  const partitions = new Map<string, Arrived[]>();
  for (const message of messages) {
    const name = `${message.topic}-${message.partition}`;
    const known = partitions.get(name);
    if (known) known.push(message);
    else partitions.set(name, [message]);
  }
  return [...partitions.values()];
}

function sizeOf({ key, value }: Arrived): number {
  // A tombstone, or a message without a key, has null there.
  return ((key as Buffer | null)?.length ?? 0) + ((value as Buffer | null)?.length ?? 0);
}
