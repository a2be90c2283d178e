import { compareSequence } from '../bronze/arrived-record';
import type { Reached } from '../changes';
import type { PartitionBatch, TopicMessage } from './topic-message';

/** How far a partition has been taken, kept in the ledger before anything is landed. */
export interface PartitionState {
  /** Everything before this offset is in bronze. */
  readonly from: string;
  /** Offsets from `from` to this one were taken, or are being taken. */
  readonly until: string;
  /** When they were taken, which is when their records arrived. Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** Latest time of a message so far. Milliseconds since 1970-01-01 UTC. */
  readonly newest: number;
  readonly topicId?: string | undefined;
  /** Where in the database's log the message before `from` was, and that at `until`. */
  readonly reached?: { readonly before?: Reached | undefined; readonly after: Reached } | undefined;
}

/**
 * The messages that aren't in bronze yet. A topic that was deleted and made again counts from 0 anew: it has another
 * id, or its messages are newer than all there were.
 */
export function untaken(
  { topicId, messages }: PartitionBatch,
  state: PartitionState | undefined,
): { readonly messages: readonly TopicMessage[]; readonly isAnew: boolean } {
  if (!state) return { messages, isAnew: false };
  const isOther = topicId !== undefined && state.topicId !== undefined && topicId !== state.topicId;
  const first = messages[0];
  const isAnew =
    isOther ||
    (first !== undefined && !isBefore(state.until, first.offset) && first.timestamp > state.newest);
  if (isAnew) return { messages, isAnew };
  return { messages: messages.filter(({ offset }) => !isBefore(offset, state.from)), isAnew };
}

/** Cuts messages into those that an earlier try has taken in hand, and those that none has. */
export function inHand(
  messages: readonly TopicMessage[],
  state: PartitionState | undefined,
): readonly [known: readonly TopicMessage[], fresh: readonly TopicMessage[]] {
  if (!state) return [[], messages];
  const cut = messages.findIndex(({ offset }) => compareSequence(offset, state.until) > 0);
  return cut < 0 ? [messages, []] : [messages.slice(0, cut), messages.slice(cut)];
}

function isBefore(a: string, b: string): boolean {
  return compareSequence(a, b) < 0;
}
