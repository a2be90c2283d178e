import {
  jsonDecoder,
  landMessages,
  remarksOn,
  sumOfLandings,
  type Decoder,
  type LandingReport,
} from '../../../core/messages';
import { LogBeganAnewError } from '../../../core/changes';
import type { PassReport } from '../../../core/sources';
import type { kafka } from '../../../lambdas/kafka/kind';
import { RegistryDecoder } from '../../../lambdas/kafka/registry-decoder';
import { topicsOf } from '../../../lambdas/kafka/topic-of';
import type { SourceContext } from '../local-source';
import { absentTopics, brokersProblem } from './brokers-problem';
import { groupName } from './group-name';
import { KafkaSession } from './session';

type Context = SourceContext<typeof kafka.settings>;

/** Milliseconds without a message after which a pass is over. */
const QUIET_MS = 3_000;
/** Milliseconds after which a pass that always finds more tells what it came to. */
const LONGEST_MS = 60_000;

/** Opens a member of the source's consumer group. */
export async function openSession({ source, lake, secrets }: Context): Promise<KafkaSession> {
  const { settings, name } = source;
  const group = await groupName(lake.ledger, name, settings.group);
  const secret = settings.secret === undefined ? undefined : await secrets.read(settings.secret);
  return KafkaSession.open(settings, group, secret);
}

/** Lands what the topics have, until for a moment nothing comes. Offsets are committed after bronze is durable. */
export async function passTopics(context: Context, session: KafkaSession): Promise<PassReport> {
  const { source, lake, signal } = context;
  const topics = topicsOf(source.settings, lake.datasets);
  const decoder = await decoderOf(context);
  const reports = new Map<string, LandingReport>();
  // Partitions that wait for somebody; the others go on.
  const stopped = new Map<string, string>();
  const until = performance.now() + LONGEST_MS;
  try {
    do {
      for (const fetched of await session.next(signal)) {
        const { batch } = fetched;
        const reading = topics.get(batch.topic);
        const id = `${batch.topic}-${batch.partition}`;
        if (!reading || stopped.has(id)) continue;
        const { bronze, ledger, clock } = lake;
        const deps = { ...reading, source: source.name, decoder, bronze, ledger, clock };
        const report = await landMessages(batch, deps).catch((error: unknown) => {
          if (!(error instanceof LogBeganAnewError)) throw error;
          stopped.set(id, error.message);
        });
        if (!report) continue;
        const { name } = reading.dataset;
        reports.set(
          name,
          sumOfLandings([reports.get(name) ?? report, ...(reports.has(name) ? [report] : [])]),
        );
        await fetched.commit();
      }
    } while (!signal.aborted && session.idle < QUIET_MS && performance.now() < until);
  } catch (error) {
    return { ...said(reports), problems: [brokersProblem(error, source.settings)] };
  }
  const { absent } = session;
  const problems = [...new Set(stopped.values()), ...(absent.length > 0 ? [absentTopics(absent)] : [])];
  return { ...said(reports), problems };
}

/** What messages are decoded by. */
async function decoderOf({ source, secrets }: Context): Promise<Decoder> {
  const { registry } = source.settings;
  if (!registry) return jsonDecoder;
  const { username, password } = registry.secret === undefined ? {} : await secrets.read(registry.secret);
  return new RegistryDecoder(
    registry.url,
    username !== undefined && password !== undefined ? { username, password } : undefined,
  );
}

function said(reports: ReadonlyMap<string, LandingReport>): PassReport {
  const taken = [...reports.values()].reduce((sum, { landed }) => sum + landed, 0);
  const lines = [...reports].flatMap(([dataset, report]) => [
    ...(report.landed > 0 ? [`${report.landed} of ${dataset}`] : []),
    ...remarksOn(report, dataset),
  ]);
  return { taken, problems: [], ...(lines.length > 0 && { line: lines.join('; ') }) };
}
