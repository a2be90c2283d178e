interface Waiting<T> {
  readonly item: T;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * Keeps together what comes together, and what comes while the group before it is being kept: nothing waits for more to
 * come. Of a group that fails, and of what waits behind it, nothing is kept.
 */
export class Gathering<T> {
  private waiting: Waiting<T>[] = [];
  private isKeeping = false;

  /** @param keepAll keeps all of a group, or nothing of it */
  constructor(private readonly keepAll: (group: readonly T[]) => Promise<void>) {}

  /** Whether something isn't kept yet. */
  get isBusy(): boolean {
    return this.isKeeping;
  }

  keep(item: T): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (this.isKeeping) return;
      this.isKeeping = true;
      // What is read of the same bytes comes within this turn.
      queueMicrotask(() => void this.keepWaiting());
    });
  }

  private async keepWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      try {
        await this.keepAll(group.map(({ item }) => item));
        for (const { done } of group) done();
      } catch (cause) {
        for (const { failed } of [...group, ...this.waiting.splice(0)]) failed(cause);
      }
    }
    this.isKeeping = false;
  }
}
