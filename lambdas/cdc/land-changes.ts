import { bytesOf, type ArrivedBatch } from '../../core/bronze';
import type { Dataset } from '../../core/contracts';
import {
  landMessages,
  NOTHING,
  sumOfLandings,
  type LandingDeps,
  type LandingReport,
  type TopicMessage,
} from '../../core/messages';

export interface ChangesLanding extends Omit<LandingDeps, 'dataset' | 'changes' | 'decoder' | 'placeOf'> {
  /** The dataset of each table, by `schema.table`. */
  readonly tables: ReadonlyMap<string, Dataset>;
}

/**
 * Lands what DMS wrote to a shard: each change once, in the order of the stream. Other tables than those asked for
 * are left aside; what isn't of DMS goes to the first one's quarantine.
 *
 * @throws CursorMovedError when another process takes the same shard
 */
export async function landChanges(
  batch: ArrivedBatch,
  { tables, ...deps }: ChangesLanding,
): Promise<LandingReport> {
  const [fallback = ''] = tables.keys();
  const messages = new Map<string, TopicMessage[]>();
  let aside = 0;
  for (const record of batch.records) {
    const value = bytesOf(record);
    const table = tableOf(value) ?? fallback;
    if (!tables.has(table)) {
      aside += 1;
      continue;
    }
    const { sequenceNumber: offset, arrivedAt: timestamp } = record;
    const own = messages.get(table) ?? [];
    own.push({ offset, timestamp, value });
    messages.set(table, own);
  }
  const reports: LandingReport[] = [{ ...NOTHING, aside }];
  for (const [table, dataset] of tables) {
    const own = messages.get(table);
    if (!own) continue;
    reports.push(
      await landMessages(
        { topic: table, partition: numberOf(batch.shard), messages: own },
        { ...deps, dataset, changes: {} },
      ),
    );
  }
  return sumOfLandings(reports);
}

/** Whose row a message is about; undefined for what isn't of DMS. */
function tableOf(message: Buffer): string | undefined {
  try {
    const { metadata } = JSON.parse(message.toString('utf8')) as {
      readonly metadata?: { readonly 'schema-name'?: unknown; readonly 'table-name'?: unknown };
    };
    const { 'schema-name': schema, 'table-name': table } = metadata ?? {};
    return typeof schema === 'string' && typeof table === 'string' ? `${schema}.${table}` : undefined;
  } catch {
    return undefined;
  }
}

/** `shardId-000000000012` is the twelfth. */
function numberOf(shard: string): number {
  return Number(/\d+$/.exec(shard)?.[0] ?? 0);
}
