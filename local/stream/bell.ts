/** Wakes whoever waits for something to do. What rings while nobody waits is heard by the next who does. */
export class Bell {
  private hasRung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.hasRung = true;
    this.wake?.();
  }

  /**
   * Waits until it rings, for one who waits at a time.
   *
   * @param milliseconds after which it is given up
   * @returns whether it has rung
   */
  async heard(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (!this.hasRung && !signal.aborted) await this.next(milliseconds, signal);
    const { hasRung } = this;
    this.hasRung = false;
    return hasRung;
  }

  private async next(milliseconds: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(patience);
        signal.removeEventListener('abort', end);
        this.wake = undefined;
        resolve();
      };
      const patience = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end, { once: true });
      this.wake = end;
    });
  }
}
