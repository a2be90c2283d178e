import { existsSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../../core/ports';
import { missing } from '../../test/support/needs';
import { fillDatabase } from './database';
import { FLEET, reportOf } from './fleet';
import { LakeCommand } from './lake-command';
import { Servers } from './servers';
import { tour } from './tour';

const HELP = `npm run demo:transport [-- --stay] [-- --directory DIR]

A fleet that moves, on this machine: Kafka, PostgreSQL with Debezium, a broker of MQTT, cameras and a weather API, all on
loopback, and a lake that reads them. Loads, shows some SQL and \`lake status\`, also while the broker is down, and compares
what was sent with what is there: exit code 0 when it is the same.

  --stay            then \`lake start\`, and a fleet that goes on telling where it is, until Ctrl-C
  --directory DIR   where the lake and the servers keep what they have; emptied first [.demo]

Needs Java 17 with Maven, which brings Kafka and Debezium from Maven Central at first use (54 MB), and PostgreSQL.
With mosquitto on this machine that is the broker of MQTT, else one in Node.js. Ctrl-C ends everything that was started.
`;
/** Between two reports of a unit while the demo stays. Milliseconds. */
const TELL_MS = 10_000;

async function demo(directory: string, stay: boolean, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const say = (what: string): void =>
    void process.stderr.write(`\n[${Math.round((performance.now() - began) / 1_000)} s] ${what}\n`);
  const lakeDirectory = join(directory, 'lake');
  const shown = relative(process.cwd(), lakeDirectory);
  empty(directory);
  say(
    'Kafka, PostgreSQL, Debezium, MQTT and a weather API start (the first time Maven brings Kafka and Debezium)',
  );
  const servers = await Servers.start(join(directory, 'servers'), fillDatabase);
  try {
    signal.throwIfAborted();
    servers.writeSettings(lakeDirectory);
    const lake = new LakeCommand(lakeDirectory, shown, signal);
    say(`They run, MQTT by ${servers.rooms.by}; where they are stands in ${join(shown, 'sources.json')}`);
    const isWhole = await tour({ servers, lake, lakeDirectory, clock: systemClock, signal, say });
    say(
      isWhole ? 'Everything that was sent is there, once' : 'Something is MISSING, or there twice: see above',
    );
    if (stay) await goOn(servers, lake, signal, say);
    else say(`The servers end. The lake stays in ${shown}: npx lake --lake ${shown} sql "SELECT ..."`);
    return isWhole ? 0 : 1;
  } finally {
    await servers.stop();
  }
}

async function goOn(
  servers: Servers,
  lake: LakeCommand,
  signal: AbortSignal,
  say: (what: string) => void,
): Promise<void> {
  say('The fleet goes on, and the lake with it; Ctrl-C ends both');
  const telling = (async () => {
    for (;;) {
      const now = systemClock.now();
      await servers.send(FLEET.map((unit) => reportOf(unit, now)));
      await sleep(TELL_MS, undefined, { signal });
    }
  })();
  await Promise.all([lake.serve(), telling]);
}

/** @throws Error for a directory of somebody else */
function empty(directory: string): void {
  const isOurs = existsSync(join(directory, 'servers')) || !existsSync(directory);
  if (!isOurs)
    throw new Error(`${directory} is there and wasn't made by the demo; name another by --directory`);
  rmSync(directory, { recursive: true, force: true });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      stay: { type: 'boolean' },
      directory: { type: 'string', default: '.demo' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const lacking = missing('java', 'postgresql');
  if (lacking.length > 0) {
    process.stderr.write(`The demo needs what isn't on this machine:\n  ${lacking.join('\n  ')}\n`);
    return 1;
  }
  const ending = new AbortController();
  const end = (): void => {
    if (!ending.signal.aborted) process.stderr.write('\nEnding what was started...\n');
    ending.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  try {
    return await demo(resolve(values.directory), values.stay ?? false, ending.signal);
  } catch (error) {
    if (ending.signal.aborted) return 130;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

void main().then((code) => process.exit(code));
