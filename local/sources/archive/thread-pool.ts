import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, KnownArchive, Order, ThreadData } from './extract-thread';

/** TypeScript runs without a build step in threads, too, as the command line does. */
async function compiledThread(): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- JavaScript without types
  const { compiled } = require(join(__dirname, '../../../bin/compiled.js')) as {
    compiled: (entry: string) => Promise<string>;
  };
  return compiled('local/sources/archive/extract-thread.ts');
}

/** Megabytes of JavaScript objects that a thread may hold; its bytes are outside of them. */
const HEAP_MB = 96;
/** Orders a thread has at a time: while the one waits for the disk, it reads the other. */
const ORDERS = 2;

type Taken = Extract<Answer, { kind: 'taken' }>;

/** Extracts groups on several processors. */
export class ThreadPool {
  private readonly threads: Worker[] = [];
  private readonly free: Worker[] = [];
  private readonly waiting: ((thread: Worker) => void)[] = [];
  private known: KnownArchive | undefined;
  private broken: Error | undefined;
  private readonly pending = new Map<
    string,
    { resolve: (taken: Taken) => void; reject: (error: Error) => void }
  >();

  constructor(
    private readonly data: ThreadData,
    private readonly onProgress: (bytes: number, files: number) => void = () => undefined,
  ) {}

  /** Starts threads until there are so many. */
  async grow(count: number): Promise<void> {
    if (this.threads.length >= count) return;
    const code = await compiledThread();
    const more = Array.from({ length: count - this.threads.length }, () => this.opened(code));
    this.threads.push(...more);
    for (let turn = 0; turn < ORDERS; turn++) this.free.push(...more);
  }

  /** Tells all threads what they work on; before they are given anything to do. */
  tell(known: KnownArchive): void {
    this.known = known;
    for (const thread of this.threads) thread.postMessage(known);
  }

  /** Resolves when a thread has room for a group. */
  async thread(): Promise<Worker> {
    const thread = this.free.shift();
    return thread ?? new Promise((resolve) => this.waiting.push(resolve));
  }

  async extract(thread: Worker, order: Order): Promise<Taken> {
    if (this.broken) throw this.broken;
    try {
      return await new Promise<Taken>((resolve, reject) => {
        this.pending.set(order.claim.id, { resolve, reject });
        thread.postMessage(order);
      });
    } finally {
      this.pending.delete(order.claim.id);
      const next = this.waiting.shift();
      if (next) next(thread);
      else this.free.push(thread);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private opened(code: string): Worker {
    const thread = new Worker(code, {
      workerData: this.data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
    });
    thread.on('message', (answer: Answer) => {
      if (answer.kind === 'progress') this.onProgress(answer.bytes, answer.files);
      else if (answer.kind === 'taken') this.pending.get(answer.claim.id)?.resolve(answer);
      else this.breakDown(answer.error);
    });
    thread.on('error', (error) => this.breakDown(error));
    if (this.known) thread.postMessage(this.known);
    return thread;
  }

  /** What goes wrong in one thread, such as a full disk, goes wrong in all. */
  private breakDown(error: Error): void {
    this.broken ??= error;
    for (const { reject } of this.pending.values()) reject(error);
  }
}
