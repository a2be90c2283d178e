import { v7 } from 'uuid';
import type { Dataset } from '../../../core/contracts';
import type { EventStream, StreamRecord } from '../../../core/ports';
import type { Spool } from '../../../lambdas/intake/body/spool';
import { judged, type JudgedDeps } from '../../../lambdas/intake/judged';
import { Tally, type Outcome, type Receipt } from '../../../lambdas/intake/tally';

export interface PutOptions {
  readonly spool: () => Spool;
  /** The server whose records these are. @default the sender's own */
  readonly server?: string | undefined;
  /** Called for each record once it is durable. */
  readonly onReceipt?: (receipt: Receipt) => void;
  /** Called with the number of records dealt with so far. */
  readonly onProgress?: (records: number) => void;
}

/** Records and bytes that go to the stream in one call. */
const [BATCH_RECORDS, BATCH_BYTES] = [1000, 2 * 1024 * 1024];

/**
 * Sends any amount of records the way the API takes them, in one walk over the input. While a batch goes to disk, the next
 * is judged: memory holds two. Receipts are handed on, not kept.
 */
export async function put(
  dataset: Dataset,
  input: AsyncIterable<Buffer>,
  deps: JudgedDeps & { readonly stream: EventStream },
  { spool, server, onReceipt, onProgress }: PutOptions,
): Promise<Omit<Outcome, 'receipts'>> {
  const tally = new Tally();
  let records: StreamRecord[] = [];
  let receipts: Receipt[] = [];
  let bytes = 0;
  let before = Promise.resolve();
  const store = async (batch: StreamRecord[], kept: Receipt[], total: number): Promise<void> => {
    if (batch.length > 0) await deps.stream.append(batch);
    if (onReceipt) kept.forEach(onReceipt);
    onProgress?.(total);
  };
  const flush = async (): Promise<void> => {
    await before;
    before = store(records, receipts, tally.total);
    // Who waits for it next is told.
    before.catch(() => undefined);
    records = [];
    receipts = [];
    bytes = 0;
  };
  const explains = (): boolean => tally.explains;
  for await (const { received, id, verdict } of judged(
    { dataset, server, body: input, spool, idOf: () => v7(), explains },
    deps,
  )) {
    tally.add(received, verdict);
    if (typeof verdict === 'string' || !('event' in verdict)) continue;
    records.push({ data: verdict.event, partitionKey: id });
    receipts.push({ index: received.index, id });
    bytes += verdict.event.length;
    if (records.length >= BATCH_RECORDS || bytes >= BATCH_BYTES) await flush();
  }
  await flush();
  await before;
  const { accepted, rejected, otherResources, errors } = tally;
  return { accepted, rejected, otherResources, errors };
}
