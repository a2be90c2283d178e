import { v7 } from 'uuid';
import { messageEvents, readingsOf, type DeviceMessage } from '../../../lambdas/mqtt/message-events';
import type { mqtt } from '../../../lambdas/mqtt/kind';
import type { SourceContext } from '../local-source';

/** What was handed over, as brokers tell it. */
export type Handed = Omit<DeviceMessage, 'id' | 'receivedAt'>;

/** Keeps messages on disk, where they wait to be landed, and counts them. */
export interface Keeper {
  /** Resolves once every record of the message is on disk. */
  keep(message: Handed): Promise<void>;
  /** Counts since this was asked last. */
  counted(): { readonly records: number; readonly foreign: number };
}

/** Opens the lake's stream for this process. Messages that are kept at once share one sync of the disk. */
export async function keeperOf({ source, lake }: SourceContext<typeof mqtt.settings>): Promise<Keeper> {
  const readings = readingsOf(source.settings, lake.datasets);
  const stream = await lake.stream();
  let [records, foreign] = [0, 0];
  return {
    async keep(handed) {
      const message = { ...handed, id: v7(), receivedAt: lake.clock.now() };
      const made = messageEvents(message, source.name, readings);
      if (!made) return;
      await stream.append(made.events.map((data) => ({ data, partitionKey: message.id })));
      records += made.events.length;
      foreign += made.isForeign ? 1 : 0;
    },
    counted() {
      const counts = { records, foreign };
      [records, foreign] = [0, 0];
      return counts;
    },
  };
}
