import {
  BronzeWriter,
  bytesOf,
  routesOf,
  type ArrivedBatch,
  type ArrivedRecord,
  type WriteReport,
} from '../../core/bronze';
import type { Dataset } from '../../core/contracts';
import type { Ledger, ObjectStore } from '../../core/ports';
import { messageEvents, type TopicReading } from './message-events';
import { ruleMessage } from './rule';

export interface RuleLanding {
  readonly source: string;
  readonly readings: readonly TopicReading[];
  readonly datasets: readonly Dataset[];
  readonly bronze: ObjectStore;
  readonly ledger: Ledger;
}

export interface RuleReport extends Pick<WriteReport, 'landed' | 'failedFrom'> {
  readonly foreign: number;
}

/** Lands records that rules of IoT Core wrote: each once, by its place in the stream. */
export async function landRuleRecords(batch: ArrivedBatch, landing: RuleLanding): Promise<RuleReport> {
  const { readings, datasets } = landing;
  const fallback = (readings[0] as TopicReading).dataset;
  let foreign = 0;
  const records = batch.records.flatMap((record): ArrivedRecord[] => {
    const message = ruleMessage(bytesOf(record), `${batch.shard}:${record.sequenceNumber}`);
    // What somebody else wrote to the stream is a record as it came.
    if (!message) return [record];
    const made = messageEvents(message, landing.source, readings);
    if (!made) return [];
    if (made.isForeign) foreign += 1;
    const isOne = made.events.length === 1;
    return made.events.map((event, subSequence) => ({
      sequenceNumber: record.sequenceNumber,
      arrivedAt: record.arrivedAt,
      data: Buffer.from(event),
      ...(!isOne && { subSequence }),
    }));
  });
  const writer = new BronzeWriter({ ...landing, routes: routesOf(datasets, fallback.name) });
  const { landed, failedFrom } = await writer.write({ ...batch, records });
  return { landed, foreign, ...(failedFrom && { failedFrom }) };
}
