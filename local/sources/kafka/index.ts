import type { kafka } from '../../../lambdas/kafka/kind';
import type { PassReport } from '../../../core/sources';
import type { LocalSource, SourceContext } from '../local-source';
import { brokersProblem } from './brokers-problem';
import { openSession, passTopics } from './pass';
import { recordedFormat } from './recorded';
import type { KafkaSession } from './session';

type Context = SourceContext<typeof kafka.settings>;

/** Milliseconds between two passes of a lake that runs: its member of the group stays. */
const NEXT_MS = 500;

/** Members of consumer groups that stay while a lake runs, by its directory and the source. */
const open = new Map<string, KafkaSession | undefined>();

/** Topics of a cluster, and files in which topics were recorded. */
export const face: LocalSource<typeof kafka.settings> = {
  pass,
  next: (_settings, after) => new Date(after.getTime() + NEXT_MS),
  async open(context) {
    const { name, settings } = context.source;
    const id = idOf(context);
    open.set(id, undefined);
    const topics = settings.topics.map(({ topic }) => topic).join(', ');
    return {
      lines: [`Topics        ${topics} of ${(settings.brokers ?? []).join(', ')} (${name})`],
      close: async () => {
        await open.get(id)?.close();
        open.delete(id);
      },
    };
  },
  formats: {
    debezium: recordedFormat('changes of a table as Debezium writes them', false),
    dms: recordedFormat('changes of a table as AWS DMS writes them', false),
    kafka: recordedFormat('messages of a topic: records, or changes by their sender’s form', true),
  },
};

async function pass(context: Context): Promise<PassReport> {
  const { settings } = context.source;
  const id = idOf(context);
  const stays = open.has(id);
  let session = open.get(id);
  try {
    session ??= await openSession(context);
    const report = await passTopics(context, session);
    if (!stays || report.problems.length > 0) await session.close();
    if (stays) open.set(id, report.problems.length > 0 ? undefined : session);
    return report;
  } catch (error) {
    return { taken: 0, problems: [brokersProblem(error, settings)] };
  }
}

function idOf({ lake, source }: Context): string {
  return `${lake.layout.root} ${source.name}`;
}
