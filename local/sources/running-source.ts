import { setTimeout as sleep } from 'node:timers/promises';
import { within, type PassReport } from '../../core/sources';
import { print, tell } from '../commands/output';
import { safeMessage } from '../commands/safe-message';
import { faceOf } from './faces';
import type { LocalSource, OpenSource, SourceContext } from './local-source';
import { passSource } from './pass-source';

/** Milliseconds that opening or closing a source may take. */
export const OPENING_MS = 20_000;
/** Milliseconds until the next pass of a source that doesn't say, and until one that isn't open is tried again. */
const NEXT_MS = 60_000;
/** Milliseconds until a pass with problems is made again at the latest. */
const AGAIN_MS = 3_600_000;

type Pass = (context: SourceContext) => Promise<PassReport>;

/** A source while the lake runs: opened, then passed over again and again. */
export class RunningSource {
  /** Resolves at the first try to open it, however that ended. */
  readonly opened: Promise<void>;
  private readonly face: LocalSource;
  private open: OpenSource | undefined;
  private hasProblems = false;
  private tried: () => void = () => undefined;

  constructor(private readonly context: SourceContext) {
    this.face = faceOf(context.source.kind);
    this.opened = new Promise((resolve) => (this.tried = resolve));
  }

  /** Returns when the lake stops. What stands still, such as a file that cannot be taken, is told once. */
  async run(): Promise<void> {
    const { source, signal, lake } = this.context;
    let last = '';
    while (!signal.aborted) {
      await attempt(async () => {
        await this.tryToOpen();
        const pass = this.passes();
        if (!pass) return;
        const { line, problems, taken } = await passSource(this.context, pass, this.face);
        this.hasProblems = problems.length > 0;
        if (taken > 0) lake.arrivals.ring();
        const told = [line, ...problems].filter((text) => text !== undefined).join('; ');
        if (told !== '' && told !== last)
          tell(told.startsWith(source.name) ? told : `${source.name}: ${told}`);
        last = told;
      }, `${source.name} failed`);
      if (this.isOpen && !this.passes()) return;
      await rest(this.untilNext(), signal);
    }
  }

  async close(): Promise<void> {
    const { name } = this.context.source;
    const limit = { what: `Closing ${name}`, milliseconds: OPENING_MS };
    await attempt(() => within(limit, async () => this.open?.close()), `${name} could not be closed`);
  }

  private get isOpen(): boolean {
    return this.open !== undefined || this.face.open === undefined;
  }

  private async tryToOpen(): Promise<void> {
    if (this.isOpen) return this.tried();
    const { source, signal } = this.context;
    const opening = this.face.open?.(this.context);
    try {
      this.open = await within(
        { what: `Opening ${source.name}`, milliseconds: OPENING_MS, signal },
        async () => opening,
      );
      for (const line of this.open?.lines ?? []) print(line);
    } catch (error) {
      // What opens too late is nobody's any more.
      void opening?.then((late) => late.close()).catch(() => undefined);
      throw error;
    } finally {
      this.tried();
    }
  }

  /** A pass over what the settings name, and one over what was opened. */
  private passes(): Pass | undefined {
    const { face, open } = this;
    const passes = [face.pass?.bind(face), open?.pass?.bind(open)].filter((pass) => pass !== undefined);
    if (passes.length === 0) return undefined;
    return async (context) => together(await Promise.all(passes.map((pass) => pass(context))));
  }

  private untilNext(): number {
    const { source, lake } = this.context;
    const now = lake.clock.now();
    const next = this.isOpen ? this.face.next?.(source.settings, now) : undefined;
    const wait = next ? Math.max(0, next.getTime() - now.getTime()) : NEXT_MS;
    return this.hasProblems ? Math.min(wait, AGAIN_MS) : wait;
  }
}

/** One report of several. */
function together(reports: readonly PassReport[]): PassReport {
  const lines = reports.flatMap(({ line }) => line ?? []);
  const cursor = reports.flatMap((report) => report.cursor ?? []);
  return {
    taken: reports.reduce((sum, { taken }) => sum + taken, 0),
    problems: reports.flatMap(({ problems }) => problems),
    ...(lines.length > 0 && { line: lines.join('; ') }),
    ...(cursor.length > 0 && { cursor: cursor.join('; ') }),
  };
}

/** One try of many: what fails is told, and the next one tries again. */
export async function attempt(work: () => Promise<unknown>, failed: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell(`${failed}: ${safeMessage(error)}`);
  }
}

export async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
