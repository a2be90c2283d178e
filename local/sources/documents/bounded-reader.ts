import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  checkPdf,
  MAX_DOCUMENT_BYTES,
  type Accepted,
  type Rejected,
} from '../../../lambdas/documents/precheck/check-pdf';
import { PdfOpenError } from '../../../lambdas/documents/precheck/pdf-document';
import type { RandomAccess } from '../../../lambdas/documents/precheck/random-access';
import type { DocumentPage } from '../../../core/ports';
import type { UnreadPage } from './local-reader';
import type { Answer, Order } from './reading-thread';

export interface ReadingLimits {
  /** Milliseconds for opening a document, and for each of its pages. @default 60,000 */
  readonly pageMs: number;
  /** Megabytes of JavaScript's memory; PDFium has a limit of its own. @default 1,024 */
  readonly heapMb: number;
  /** Pages of one document that may be given up before the rest of it is. @default 3 */
  readonly pagesGivenUp: number;
}

const DEFAULT_LIMITS: ReadingLimits = { pageMs: 60_000, heapMb: 1_024, pagesGivenUp: 3 };

/** Milliseconds for a thread to start, which no document is to blame for. */
const START_MS = 120_000;

/** A document took more time or memory than one may. */
export class ReadingLimitError extends Error {
  override readonly name = 'ReadingLimitError';
}

const TOO_COSTLY: Rejected = {
  ok: false,
  reason: 'too-costly',
  explanation:
    'Opening the file takes more time or memory than a document may. Print it to a new PDF and send that.',
};

/**
 * Reads documents in a thread of its own, within limits of time and memory. A page that passes them is given up as unread,
 * and reading goes on behind it in a new thread: a bomb costs its own page. To be closed.
 */
export class BoundedReader {
  private readonly limits: ReadingLimits;
  private thread: Worker | undefined;
  private isStarted = false;

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** Whether a document can be read; one whose opening passes the limits cannot. */
  async check(source: RandomAccess): Promise<Accepted | Rejected> {
    if (source.size === 0 || source.size > MAX_DOCUMENT_BYTES) return checkPdf(source);
    const said = this.ask({ kind: 'check', origin: source.origin });
    const answer = await said.next();
    return answer.value?.kind === 'checked' ? answer.value.result : TOO_COSTLY;
  }

  /**
   * @throws PdfOpenError when it cannot be opened
   * @throws ReadingLimitError when more pages than allowed are given up
   */
  async *read(source: RandomAccess): AsyncGenerator<DocumentPage | UnreadPage> {
    let [from, pages, givenUp] = [0, 1, 0];
    while (from < pages) {
      let isDone = false;
      for await (const said of this.ask({ kind: 'read', origin: source.origin, from })) {
        if (said.kind === 'opened') pages = said.pages;
        if (said.kind === 'broken' && said.problem !== undefined) throw new PdfOpenError(said.problem);
        if (said.kind === 'end') isDone = true;
        if (said.kind !== 'page') continue;
        yield said.page;
        from += 1;
      }
      if (isDone) return;
      givenUp += 1;
      if (givenUp > this.limits.pagesGivenUp) throw new ReadingLimitError('too many pages took too long');
      from += 1;
      yield { page: from, unread: true };
    }
  }

  /** A page as people see it, from 1. @returns a PNG; undefined for a page that can't be shown within the limits */
  async picture(source: RandomAccess, page: number): Promise<Uint8Array | undefined> {
    const answer = await this.ask({ kind: 'picture', origin: source.origin, page }).next();
    return answer.value?.kind === 'picture' ? answer.value.png : undefined;
  }

  async close(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.isStarted = false;
    await thread?.terminate();
  }

  /** @returns what the thread says until it has done what it was asked; less when it was ended for passing a limit */
  private async *ask(order: Order): AsyncGenerator<Answer, undefined> {
    const thread = (this.thread ??= startThread(this.limits.heapMb));
    const answers: (Answer | undefined)[] = [];
    let isOver = false;
    let wake = (): void => undefined;
    const hear = (answer: Answer | undefined): void => {
      answers.push(answer);
      wake();
    };
    const ended = (): void => hear(undefined);
    thread.on('message', hear).on('error', ended).on('exit', ended);
    try {
      thread.postMessage(order);
      for (;;) {
        if (answers.length === 0) await this.next((go) => (wake = go));
        const answer = answers.shift();
        if (answer === undefined) return undefined;
        this.isStarted = true;
        if (answer.kind === 'ready') continue;
        isOver = answer.kind === 'checked' || answer.kind === 'picture' || answer.kind === 'end';
        yield answer;
        if (isOver || answer.kind === 'broken') return undefined;
      }
    } finally {
      thread.off('message', hear).off('error', ended).off('exit', ended);
      // What it has not done, or is still at, would be heard by who asks next.
      if (!isOver) await this.close();
    }
  }

  /** Waits for an answer, but no longer than a page may take. */
  private async next(listen: (go: () => void) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.isStarted ? this.limits.pageMs : START_MS);
      listen(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

const COMPILER = join(__dirname, '../../../bin/compiled.js');

/** TypeScript runs without a build step in the thread, too, as the command line does. */
function startThread(heapMb: number): Worker {
  const start = `require(${JSON.stringify(COMPILER)}).compiled('local/sources/documents/reading-thread.ts').then(require)`;
  const thread = new Worker(start, { eval: true, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  // Heard by who waits for an answer; without anybody, it must not end the process.
  thread.on('error', () => undefined);
  return thread;
}
