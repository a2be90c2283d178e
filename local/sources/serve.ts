import { setTimeout as sleep } from 'node:timers/promises';
import type { Source } from '../../core/sources';
import { Follower } from '../commands/follow';
import { print, tell } from '../commands/output';
import { safeMessage } from '../commands/safe-message';
import type { LocalLake } from '../lake';
import { lakeServer, listen } from '../server';
import { faceOf } from './faces';
import type { LakeSources } from './lake-sources';
import type { LocalSource, OpenSource, SourceContext } from './local-source';
import { passSource } from './pass-source';

/** Milliseconds between two looks at what waits to be landed. */
const POLL_MS = 1_000;
/** Milliseconds until the next pass of a source that doesn't say. */
const NEXT_PASS_MS = 60_000;
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
  const doors: ((url: string) => string[])[] = [];
  const open: OpenSource[] = [];
  const loops: Promise<void>[] = [];
  for (const source of sources.sources) {
    const face = faceOf(source.kind);
    const context = sources.context(source, stop.signal);
    await attempt(async () => {
      const door = await face.routes?.(server, context);
      if (door) doors.push(door);
      const opened = await face.open?.(context);
      if (opened) open.push(opened);
      loops.push(follow(context, passesOf(face, opened)));
    }, `${source.name} could not be opened`);
  }
  const url = await listen(server, port);
  for (const line of open.flatMap(({ lines }) => lines)) print(line);
  for (const line of doors.flatMap((door) => door(url))) print(line);
  print('\nCtrl-C stops; nothing accepted is lost.');
  const follower = new Follower(lake);
  while (!stop.signal.aborted) {
    await follower.pass();
    await rest(POLL_MS, stop.signal);
  }
  await server.close();
  await Promise.race([Promise.all(loops), sleep(LAST_WORDS_MS, undefined, { ref: false })]);
  await Promise.all(open.map((each) => attempt(() => each.close(), 'Closing failed')));
  await follower.pass({ patient: false });
}

type Pass = (context: SourceContext) => ReturnType<NonNullable<LocalSource['pass']>>;

/** A pass over what the settings name, and one over what was opened. */
function passesOf(face: LocalSource, opened: OpenSource | undefined): Pass | undefined {
  const passes = [face.pass?.bind(face), opened?.pass?.bind(opened)].filter((pass) => pass !== undefined);
  if (passes.length === 0) return undefined;
  return async (context) => {
    const reports = await Promise.all(passes.map((pass) => pass(context)));
    const lines = reports.flatMap(({ line }) => line ?? []);
    const cursor = reports.flatMap((report) => report.cursor ?? []);
    return {
      taken: reports.reduce((sum, { taken }) => sum + taken, 0),
      problems: reports.flatMap(({ problems }) => problems),
      ...(lines.length > 0 && { line: lines.join('; ') }),
      ...(cursor.length > 0 && { cursor: cursor.join('; ') }),
    };
  };
}

/** Pass after pass. What stands still, such as a file that cannot be taken, is told once. */
async function follow(context: SourceContext, pass: Pass | undefined): Promise<void> {
  if (!pass) return;
  const { source, lake, signal } = context;
  let last = '';
  while (!signal.aborted) {
    await attempt(async () => {
      const { line, problems } = await passSource(context, pass);
      const told = [line, ...problems].filter((text) => text !== undefined).join('; ');
      if (told !== '' && told !== last) tell(told.startsWith(source.name) ? told : `${source.name}: ${told}`);
      last = told;
    }, `A pass over ${source.name} failed`);
    await rest(untilNext(source, lake), signal);
  }
}

function untilNext({ kind, settings }: Source, { clock }: LocalLake): number {
  const now = clock.now();
  const next = faceOf(kind).next?.(settings, now);
  return next ? Math.max(0, next.getTime() - now.getTime()) : NEXT_PASS_MS;
}

/** One try of many: what fails is told, and the next one tries again. */
async function attempt(work: () => Promise<unknown>, failed: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell(`${failed}, and the next one will try again: ${safeMessage(error)}`);
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
