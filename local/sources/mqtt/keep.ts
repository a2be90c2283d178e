import { v7 } from 'uuid';
import { messageEvents, readingsOf, type DeviceMessage } from '../../../lambdas/mqtt/message-events';
import type { mqtt } from '../../../lambdas/mqtt/kind';
import type { StreamRecord } from '../../../core/ports';
import type { SourceContext } from '../local-source';

/** What was handed over, as brokers tell it. */
export type Handed = Omit<DeviceMessage, 'id' | 'receivedAt'>;

/** Keeps messages on disk, where they wait to be landed, and counts them. */
export interface Keeper {
  /** Resolves once every record of the messages is on disk; of messages that are kept together all are, or none. */
  keep(messages: readonly Handed[]): Promise<void>;
  /** Counts since this was asked last. */
  counted(): { readonly records: number; readonly foreign: number };
}

/** Opens the lake's stream for this process. Messages that are kept together, or at once, share one sync of the disk. */
export async function keeperOf({ source, lake }: SourceContext<typeof mqtt.settings>): Promise<Keeper> {
  const readings = readingsOf(source.settings, lake.datasets);
  const stream = await lake.stream();
  let [records, foreign] = [0, 0];
  return {
    async keep(messages) {
      const kept: StreamRecord[] = [];
      let unmade = 0;
      for (const handed of messages) {
        const message = { ...handed, id: v7(), receivedAt: lake.clock.now() };
        const made = messageEvents(message, source.name, readings);
        if (!made) continue;
        for (const data of made.events) kept.push({ data, partitionKey: message.id });
        unmade += made.isForeign ? 1 : 0;
      }
      await stream.append(kept);
      records += kept.length;
      foreign += unmade;
    },
    counted() {
      const counts = { records, foreign };
      [records, foreign] = [0, 0];
      return counts;
    },
  };
}
