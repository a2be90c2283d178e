import { setTimeout as sleep } from 'node:timers/promises';
import type { PassReport } from '../../../core/sources';
import type { mqtt } from '../../../lambdas/mqtt/kind';
import type { LocalSource, OpenSource, SourceContext } from '../local-source';
import { brokerProblem } from './broker-problem';
import { clientIdOf } from './client-id';
import { BrokerGoneError, DeviceClient } from './device-client';
import { keeperOf, type Keeper } from './keep';
import { openBroker } from './own-broker';

type Context = SourceContext<typeof mqtt.settings>;

/** Milliseconds between two looks at what has come, while a lake runs. */
const NEXT_MS = 1_000;
/** Milliseconds without a message after which a pass is over. */
const QUIET_MS = 1_500;
/** Milliseconds that a broker may take until it is ready. */
const READY_MS = 12_000;
/** Milliseconds after which a pass that always finds more tells what it came to. */
const LONGEST_MS = 60_000;

interface Open {
  readonly keeper: Keeper;
  /** Undefined for a broker of the lake's own. */
  readonly client: DeviceClient | undefined;
}

/** What stays open while a lake runs, by its directory and the source. */
const opened = new Map<string, Open>();

/** Messages of a broker, or of a broker of the lake's own. */
export const face: LocalSource<typeof mqtt.settings> = {
  pass,
  next: (_settings, after) => new Date(after.getTime() + NEXT_MS),
  async open(context) {
    const { listen } = context.source.settings;
    return listen === undefined ? openClient(context) : openOwn(context, listen);
  },
};

async function openClient(context: Context): Promise<OpenSource> {
  const { settings, name } = context.source;
  const open = await connected(context);
  opened.set(idOf(context), open);
  const topics = settings.subscriptions.map(({ topic }) => topic).join(', ');
  return {
    lines: [`Messages      ${topics} of ${new URL(settings.broker ?? '').host} (${name})`],
    close: async () => {
      opened.delete(idOf(context));
      await open.client?.close();
    },
  };
}

async function openOwn(context: Context, listen: { port: number; secret: string }): Promise<OpenSource> {
  const { source, secrets } = context;
  const keeper = await keeperOf(context);
  const broker = await openBroker(listen.port, await secrets.read(listen.secret), keeper);
  opened.set(idOf(context), { keeper, client: undefined });
  return {
    lines: [
      `Devices       mqtt://127.0.0.1:${broker.port} (${source.name}; login: secret "${listen.secret}")`,
    ],
    close: async () => {
      opened.delete(idOf(context));
      await broker.close();
    },
  };
}

async function pass(context: Context): Promise<PassReport> {
  const { settings } = context.source;
  const open = opened.get(idOf(context));
  if (open) return reportOf(open, settings);
  if (settings.listen !== undefined)
    return { taken: 0, problems: [], line: 'devices send to the lake’s own broker while the lake runs' };
  const once = await connected(context);
  try {
    await received(once.client as DeviceClient, context.signal);
    return reportOf(once, settings);
  } finally {
    await once.client?.close();
  }
}

async function connected(context: Context): Promise<Open> {
  const { source, lake, secrets } = context;
  const { settings, name } = source;
  const keeper = await keeperOf(context);
  const client = await DeviceClient.open({
    settings,
    keeper,
    clientId: await clientIdOf(lake.ledger, name, settings.clientId),
    secret: settings.secret === undefined ? undefined : await secrets.read(settings.secret),
  });
  return { keeper, client };
}

/** Returns when for a moment nothing came, or the broker can't be read. */
async function received(client: DeviceClient, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const since = (): number => performance.now() - started;
  while (!client.isReady && client.problem === undefined && since() < READY_MS && !signal.aborted)
    await moment();
  while (client.isReady && client.idle < QUIET_MS && since() < LONGEST_MS && !signal.aborted) await moment();
}

async function moment(): Promise<void> {
  await sleep(20);
}

function reportOf({ keeper, client }: Open, settings: Context['source']['settings']): PassReport {
  const { records, foreign } = keeper.counted();
  const problem = client && !client.isReady ? (client.problem ?? new BrokerGoneError()) : undefined;
  const said = [
    ...(records > 0 ? [`${records} records`] : []),
    ...(foreign > 0 ? [`${foreign} messages that no record can be made of, for quarantine`] : []),
  ];
  return {
    taken: records,
    problems: problem === undefined ? [] : [brokerProblem(problem, settings)],
    ...(said.length > 0 && { line: said.join('; ') }),
  };
}

function idOf({ lake, source }: Context): string {
  return `${lake.layout.root} ${source.name}`;
}
