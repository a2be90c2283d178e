import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Failed, FromEngine, Order, ToEngine } from './order';

const COMPILER = join(__dirname, '../../../bin/compiled.js');
/** What an engine's JavaScript may take beside DuckDB. Megabytes. */
const HEAP_MB = 512;
/** Time that a statement gets to end by itself after it was told to. Milliseconds. */
const GRACE_MS = 500;

const ENDED: Failed = {
  kind: 'failed',
  code: 'GENERIC_INSUFFICIENT_RESOURCES',
  message: 'The engine ended while it ran the statement; it may have needed more memory than there is',
};

/** One engine in a process of its own, which can be ended whatever it is at. */
export class EngineChild {
  private readonly process: ChildProcess;
  private waiting: ((answer: FromEngine) => void) | undefined;
  private isGone = false;
  /** Persona whose data it holds; none yet. */
  persona: string | undefined;
  /** State of the lake that it has loaded. */
  version: string | undefined;

  constructor(private readonly onEnd: (child: EngineChild) => void) {
    const start = `require(${JSON.stringify(COMPILER)}).compiled('local/door/engine/engine-process.ts').then(require)`;
    const { PATH, HOME, TMPDIR, LAKE_DEBUG } = process.env;
    this.process = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '-e', start], {
      // What it writes about a failure may hold values of the data.
      stdio: ['ignore', 'ignore', LAKE_DEBUG ? 'inherit' : 'ignore', 'ipc'],
      serialization: 'advanced',
      env: { PATH, HOME, TMPDIR, LAKE_DEBUG, TZ: 'UTC' },
    });
    this.process.on('message', (said: FromEngine) => this.answer(said));
    this.process.on('error', () => this.ended());
    this.process.on('exit', () => this.ended());
  }

  get isBusy(): boolean {
    return this.waiting !== undefined;
  }

  /** Runs one statement. @param signal ends it. @throws RangeError for one that is too large to be sent */
  async run(order: Order, signal: AbortSignal): Promise<FromEngine> {
    if (this.isGone) return ENDED;
    this.persona = order.persona.name;
    this.version = order.version;
    const stop = (): void => this.interrupt();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<FromEngine>((resolve) => {
        this.waiting = resolve;
        this.tell({ kind: 'run', order });
        if (signal.aborted) stop();
      });
    } finally {
      // What couldn't be sent is waited for no longer: the engine is free for the next.
      this.waiting = undefined;
      signal.removeEventListener('abort', stop);
    }
  }

  end(): void {
    this.process.kill('SIGKILL');
  }

  private interrupt(): void {
    const { waiting } = this;
    this.tell({ kind: 'interrupt' });
    setTimeout(() => {
      if (waiting && this.waiting === waiting) this.end();
    }, GRACE_MS).unref();
  }

  private tell(what: ToEngine): void {
    this.process.send(what, (error) => error && this.end());
  }

  private answer(said: FromEngine): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(said);
  }

  private ended(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.onEnd(this);
    this.answer(ENDED);
  }
}
