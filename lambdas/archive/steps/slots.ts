/** So many pieces of work at a time, and so many bytes in them. */
export class Slots {
  private running = 0;
  private bytes = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly all = new Set<Promise<void>>();
  private failure: Error | undefined;

  constructor(
    private readonly most: number,
    private readonly mostBytes: number,
  ) {}

  /** Resolves once the work has begun. @throws what other work has failed with */
  async start(bytes: number, work: () => Promise<void>): Promise<void> {
    while (this.running > 0 && (this.running >= this.most || this.bytes + bytes > this.mostBytes))
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.failure) throw this.failure;
    this.running += 1;
    this.bytes += bytes;
    const tracked = work()
      .catch((error: unknown) => {
        this.failure ??= error as Error;
      })
      .finally(() => {
        this.running -= 1;
        this.bytes -= bytes;
        this.all.delete(tracked);
        for (const go of this.waiting.splice(0)) go();
      });
    this.all.add(tracked);
  }

  /** Resolves when all of it is done. @throws what any of it has failed with */
  async end(): Promise<void> {
    await Promise.all(this.all);
    if (this.failure) throw this.failure;
  }
}
