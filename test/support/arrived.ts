import type { ArrivedBatch, ArrivedRecord } from '../../core/bronze/arrived-record';

export const ARRIVAL = Date.UTC(2026, 10, 21, 13, 5, 7, 89);

/** Records of a shard with sequence numbers from 1 on, one millisecond apart. */
export function arrived(payloads: readonly (string | Buffer)[], from = 1, start = ARRIVAL): ArrivedRecord[] {
  return payloads.map((payload, index) => ({
    data: Buffer.from(payload).toString('base64'),
    sequenceNumber: String(from + index),
    arrivedAt: start + index,
  }));
}

export function batch(records: readonly ArrivedRecord[], shard = 'shardId-000000000000'): ArrivedBatch {
  return { stream: 'events', shard, records };
}
