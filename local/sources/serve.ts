import { setTimeout as sleep } from 'node:timers/promises';
import { isSetUp, within } from '../../core/sources';
import { Follower } from '../commands/follow';
import { print } from '../commands/output';
import type { LocalLake } from '../lake';
import { addConsole, buildPage } from '../console';
import { loadDoor } from '../door/load';
import { personasOf } from '../personas';
import { lakeServer, listen } from '../server';
import { CommandServer } from '../served/command-server';
import { faceOf } from './faces';
import type { LakeSources } from './lake-sources';
import { attempt, OPENING_MS, rest, RunningSource } from './running-source';

/** Milliseconds between two looks at what waits to be landed, whoever has left it there. */
const POLL_MS = 1_000;
/** Milliseconds in which records gather that are landed together. */
const GATHER_MS = 50;
/** Milliseconds that are left to others between two runs, however fast records come. */
const PAUSE_MS = 200;
/** Milliseconds that passes under way get when the lake stops. */
const LAST_WORDS_MS = 10_000;

/**
 * Runs every source until the process is told to stop, lands and transforms what comes, and then finishes what was
 * accepted. Each source has a loop of its own: one that fails or hangs stops no other.
 */
export async function serveUntilStopped(lake: LocalLake, sources: LakeSources, port: number): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const server = lakeServer();
  const contexts = sources.sources.filter(isSetUp).map((source) => sources.context(source, stop.signal));
  const doors: ((url: string) => string[])[] = [];
  for (const context of contexts) {
    const { name, kind } = context.source;
    const limit = { what: `Opening ${name}`, milliseconds: OPENING_MS };
    await attempt(async () => {
      const door = await within(limit, async () => faceOf(kind).routes?.(server, context));
      if (door) doors.push(door);
    }, `${name} can't be sent to until the lake is started again`);
  }
  const personas = personasOf('prod');
  const door = await loadDoor().Door.open(server, { lake, personas });
  const link = await addConsole(server, {
    lake,
    personas,
    sources: sources.sources,
    asking: door.asking,
    onEntered: () => print(`Console       entered; the next browser takes ${url}${link()}`),
  });
  const url = await listen(server, port);
  for (const line of doors.flatMap((door) => door(url))) print(line);
  for (const line of await door.announce(url)) print(line);
  print(`Console       ${url}${link()} (once)`);
  const running = contexts.map((context) => new RunningSource(context));
  const loops = running.map((source) => source.run());
  await Promise.race([Promise.all(running.map(({ opened }) => opened)), sleep(POLL_MS)]);
  // Nobody waits for it who opens the link a moment later.
  buildPage();
  const commands = await CommandServer.open(lake.layout.root, door.states);
  print('\nCtrl-C stops; nothing accepted is lost.');
  const follower = new Follower(lake);
  while (!stop.signal.aborted) {
    await follower.pass();
    await rest(PAUSE_MS, stop.signal);
    if (await lake.arrivals.heard(POLL_MS - PAUSE_MS, stop.signal)) await rest(GATHER_MS, stop.signal);
  }
  commands?.close();
  await server.close();
  door.close();
  await Promise.race([Promise.all(loops), sleep(LAST_WORDS_MS, undefined, { ref: false })]);
  await Promise.all(running.map((source) => source.close()));
  await follower.pass({ patient: false });
}
