import type { Consumer } from '@platformatic/kafka';

type Options = Parameters<Consumer['fetch']>[0];
type Response = Awaited<ReturnType<Consumer['fetch']>>;
type Callback = (error: Error | null, response?: Response) => void;
type Partition = Response['responses'][number]['partitions'][number];

/** Mark of a batch that ends a transaction, and its kind that takes the transaction back. */
const [CONTROL, ABORT] = [0x20, 0];
const TRANSACTIONAL = 0x10;
/** What a batch of no producer has. */
const NOBODY = -1n;

/**
 * Leaves out what transactions took back. The client itself knows one such transaction of a producer in an answer, and none
 * whose end comes with a later answer.
 *
 * @see https://kafka.apache.org/documentation/#consumerconfigs_isolation.level
 */
export function committedOnly(consumer: Consumer): void {
  const fetch = consumer.fetch.bind(consumer) as (options: Options, callback: Callback) => void;
  const filtered = (options: Options, callback: Callback): void =>
    fetch(options, (error, response) => {
      for (const { partitions } of response?.responses ?? []) partitions.forEach(leaveOutAborted);
      callback(error, response);
    });
  consumer.fetch = filtered as Consumer['fetch'];
}

/** Batches stay, emptied: their offsets are read. */
function leaveOutAborted({ abortedTransactions, records }: Partition): void {
  const begins = [...abortedTransactions].sort((a, b) => Number(a.firstOffset - b.firstOffset));
  const aborted = new Set<bigint>();
  for (const batch of records ?? []) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (begins[0] && begins[0].firstOffset <= last) aborted.add(begins.shift()?.producerId ?? NOBODY);
    if ((batch.attributes & CONTROL) !== 0) {
      if (batch.records[0]?.key?.readInt16BE(2) === ABORT) aborted.delete(batch.producerId);
    } else if ((batch.attributes & TRANSACTIONAL) !== 0 && aborted.has(batch.producerId)) batch.records = [];
  }
}
