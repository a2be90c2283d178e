interface Waiting {
  readonly start: () => void;
}

/** Runs so much at a time, and lets those who wait take turns: nobody's many keep another's one from its turn. */
export class FairQueue {
  private readonly waiting = new Map<string, Waiting[]>();
  private running = 0;

  constructor(private readonly slots: number) {}

  /** @returns undefined when it was taken back before its turn */
  async run<T>(owner: string, signal: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
    if (!(await this.turn(owner, signal))) return undefined;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.next();
    }
  }

  private async turn(owner: string, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.running < this.slots) {
      this.running += 1;
      return true;
    }
    return new Promise<boolean>((resolve) => {
      const line = this.waiting.get(owner) ?? [];
      const leave = (): void => {
        line.splice(line.indexOf(place), 1);
        resolve(false);
      };
      const place: Waiting = {
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve(true);
        },
      };
      line.push(place);
      this.waiting.set(owner, line);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  private next(): void {
    for (const [owner, line] of this.waiting) {
      const first = line.shift();
      this.waiting.delete(owner);
      if (!first) continue;
      // Behind everybody else who waits.
      if (line.length > 0) this.waiting.set(owner, line);
      this.running += 1;
      first.start();
      return;
    }
  }
}
