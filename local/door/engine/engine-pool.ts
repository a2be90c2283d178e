import { availableParallelism } from 'node:os';
import { EngineChild } from './engine-child';
import { FairQueue } from './fair-queue';
import type { FromEngine, Order } from './order';

/** Statements that run at a time. */
export const SLOTS = Math.min(4, Math.max(2, availableParallelism()));
/** Engines beyond the running ones that keep what they have loaded. */
const KEPT = 3;
/** An engine without work ends after so many milliseconds. */
const IDLE_MS = 600_000;

/**
 * Engines of personas. An engine serves one persona for as long as it lives, so that nothing of what one may see is
 * ever in a process that runs another's statements.
 */
export class EnginePool {
  private readonly queue = new FairQueue(SLOTS);
  /** Least recently used first. */
  private readonly children = new Set<EngineChild>();
  private spare: EngineChild | undefined;
  private idle: NodeJS.Timeout | undefined;
  private isClosed = false;

  /**
   * Runs a statement when it is its turn: personas take turns, whoever sends more than others.
   *
   * @param order made when it is its turn, so that it sees the lake of that moment
   */
  async run(
    persona: string,
    signal: AbortSignal,
    order: () => Promise<Order>,
  ): Promise<FromEngine | undefined> {
    return this.queue.run(persona, signal, async () => {
      const what = await order();
      const child = this.childFor(what);
      try {
        return await child.run(what, signal);
      } finally {
        this.rest();
      }
    });
  }

  /** Starts an engine ahead, so that nobody waits for it. */
  prepare(): void {
    if (!this.isClosed) this.spare ??= this.started();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.idle);
    for (const child of this.all()) child.end();
  }

  private childFor({ persona, version }: Order): EngineChild {
    const free = [...this.children].filter((child) => !child.isBusy && child.persona === persona.name);
    // The one that ran last knows most of what comes again.
    const child = free.findLast((each) => each.version === version) ?? free[0] ?? this.taken();
    this.children.delete(child);
    this.children.add(child);
    this.makeRoom(child);
    return child;
  }

  /** The engine that was started ahead, so that nobody waits for the next one. */
  private taken(): EngineChild {
    const child = this.spare ?? this.started();
    this.spare = undefined;
    return child;
  }

  private started(): EngineChild {
    return new EngineChild((child) => {
      this.children.delete(child);
      if (this.spare === child) this.spare = undefined;
    });
  }

  private makeRoom(forOne: EngineChild): void {
    for (const child of this.children) {
      if (this.children.size <= SLOTS + KEPT) return;
      if (!child.isBusy && child !== forOne) this.drop(child);
    }
  }

  private rest(): void {
    this.prepare();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      for (const child of this.all()) if (!child.isBusy) this.drop(child);
    }, IDLE_MS).unref();
  }

  private drop(child: EngineChild): void {
    this.children.delete(child);
    if (this.spare === child) this.spare = undefined;
    child.end();
  }

  private all(): EngineChild[] {
    return [...this.children, ...(this.spare ? [this.spare] : [])];
  }
}
