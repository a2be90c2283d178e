import { createHash } from 'node:crypto';
import { BronzeWriter, type ArrivedRecord } from '../bronze';
import { routesTo } from '../bronze/routes';
import { ChangeReader, LogBeganAnewError, type ChangeReaderOptions, type Reached } from '../changes';
import type { Dataset } from '../contracts';
import type { Clock, Ledger, ObjectStore } from '../ports';
import { CursorMovedError } from '../sources/errors';
import { jsonDecoder, type Decoder } from './decode';
import { messageEvents, type MessageContext } from './message-events';
import { NOTHING, sumOfLandings, type LandingReport } from './landing-report';
import { inHand, untaken, type PartitionState } from './partition-state';
import type { PartitionBatch, TopicMessage } from './topic-message';

export interface LandingDeps {
  readonly source: string;
  readonly dataset: Dataset;
  /** How changes are read; undefined where messages are records. */
  readonly changes?: ChangeReaderOptions | undefined;
  /** @default JSON */
  readonly decoder?: Decoder;
  /** Where the carrier counted a message. @default its offset */
  readonly placeOf?: (message: TopicMessage) => string;
  readonly bronze: Pick<ObjectStore, 'putIfAbsent' | 'get'>;
  readonly ledger: Pick<Ledger, 'get' | 'put'>;
  readonly clock: Clock;
}

const COLLECTION = 'partitions';

/**
 * Lands messages of one partition, each once, however often and in whatever pieces they are handed over. What is
 * landed for good when it resolves may be committed to the broker.
 *
 * @throws CursorMovedError when another process takes the same partition
 * @throws LogBeganAnewError at a change of another log than those before it; what comes before it is landed
 */
export async function landMessages(batch: PartitionBatch, deps: LandingDeps): Promise<LandingReport> {
  const { source, ledger, clock, decoder = jsonDecoder } = deps;
  const id = `${source}/${batch.topic}-${batch.partition}`;
  const entry = await ledger.get<PartitionState>(COLLECTION, id);
  const { messages, isAnew } = untaken(batch, entry?.value);
  const state = isAnew ? undefined : entry?.value;
  await decoder.prepare?.(
    messages.flatMap(({ key, value }) => [key, value].filter((each) => each !== undefined)),
  );
  const [known, fresh] = inHand(messages, state);
  const reports: LandingReport[] = [{ ...NOTHING, alreadyLanded: batch.messages.length - messages.length }];
  if (known.length > 0 && state) {
    const reader = readerOf(deps, state.reached?.before);
    reports.push(await write(prepared(known, batch, deps, reader, state.at), batch, deps, reader));
  }
  const [first] = fresh;
  if (first) {
    const at = clock.now().getTime();
    const before = state?.reached?.after;
    const reader = readerOf(deps, before);
    const made = prepared(fresh, batch, deps, reader, at);
    const read = fresh.slice(0, made.read);
    if (made.ended && read.length === 0) throw made.ended;
    const last = read[read.length - 1] as TopicMessage;
    const next: PartitionState = {
      from: first.offset,
      until: last.offset,
      at,
      newest: read.reduce((newest, { timestamp }) => Math.max(newest, timestamp), state?.newest ?? 0),
      ...(batch.topicId !== undefined && { topicId: batch.topicId }),
      ...(reader && { reached: { ...(before && { before }), after: reader.reached } }),
    };
    if (!(await ledger.put(COLLECTION, id, next, entry?.version ?? 0))) throw new CursorMovedError(source);
    reports.push(await write(made, batch, deps, reader));
    if (made.ended) throw made.ended;
  }
  return sumOfLandings(reports);
}

interface Prepared {
  readonly records: readonly ArrivedRecord[];
  readonly foreign: number;
  readonly aside: number;
  readonly withoutKey: number;
  /** Messages that were read. */
  readonly read: number;
  /** Why no more were. */
  readonly ended?: LogBeganAnewError;
}

function readerOf({ dataset, changes }: LandingDeps, reached: Reached | undefined): ChangeReader | undefined {
  return changes && new ChangeReader(dataset, { ...changes, reached });
}

function prepared(
  messages: readonly TopicMessage[],
  batch: PartitionBatch,
  { dataset, source, decoder = jsonDecoder, placeOf = ({ offset }) => offset }: LandingDeps,
  changes: ChangeReader | undefined,
  arrivedAt: number,
): Prepared {
  const context: MessageContext = {
    dataset,
    decoder,
    changes,
    source: `/headwater/sources/${source}/${batch.topic}`,
    shard: shardOf(source, batch),
  };
  const records: ArrivedRecord[] = [];
  let [foreign, aside, withoutKey, read] = [0, 0, 0, 0];
  for (const message of messages) {
    const come = untilAnotherLog(() => messageEvents(message, placeOf(message), arrivedAt, context));
    if (come instanceof LogBeganAnewError) return { records, foreign, aside, withoutKey, read, ended: come };
    read += 1;
    if ('aside' in come) {
      if (come.aside === 'no key') withoutKey += 1;
      else aside += 1;
      continue;
    }
    const { events } = come;
    if (come.isForeign) foreign += 1;
    for (const [nth, event] of events.entries()) {
      records.push({
        sequenceNumber: message.offset,
        ...(events.length > 1 && { subSequence: nth }),
        arrivedAt,
        data: typeof event === 'string' ? Buffer.from(event) : event,
      });
    }
  }
  return { records, foreign, aside, withoutKey, read };
}

function untilAnotherLog<T>(read: () => T): T | LogBeganAnewError {
  try {
    return read();
  } catch (error) {
    if (error instanceof LogBeganAnewError) return error;
    throw error;
  }
}

async function write(
  { records, foreign, aside, withoutKey }: Prepared,
  batch: PartitionBatch,
  { source, dataset, bronze, ledger }: LandingDeps,
  reader: ChangeReader | undefined,
): Promise<LandingReport> {
  const writer = new BronzeWriter({ bronze, ledger, routes: routesTo(dataset) });
  const { landed, alreadyLanded, failedFrom } = await writer.write({
    stream: `topics-${source}`,
    shard: shardOf(source, batch),
    dataset,
    records,
  });
  if (failedFrom) throw failedFrom.cause;
  return {
    landed,
    alreadyLanded,
    foreign,
    aside,
    withoutKey,
    truncated: reader?.truncated ?? 0,
    retold: reader?.retold ?? 0,
    incomplete: reader?.incomplete ?? 0,
    unknownColumns: [...(reader?.unknownColumns ?? [])],
  };
}

/** Names a partition in bronze; two clusters may have topics of one name. */
function shardOf(source: string, { topic, partition }: PartitionBatch): string {
  const name = topic.length <= MAX_TOPIC ? topic : createHash('sha256').update(topic).digest('hex');
  return `${source}.${name}-${partition}`;
}

/** Characters of a topic's name that an object's name takes as they are. */
const MAX_TOPIC = 100;
