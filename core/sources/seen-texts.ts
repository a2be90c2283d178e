import { createHash } from 'node:crypto';

/** Tells texts that were there the time before, to the letter, by their hashes. */
export class SeenTexts {
  private readonly before: ReadonlySet<string>;
  private readonly now = new Set<string>();

  /** @param before what `hashes` gave the time before */
  constructor(before: readonly string[] = []) {
    this.before = new Set(before);
  }

  /** Whether a text came neither the time before nor already now. */
  isNew(text: string): boolean {
    const hash = createHash('sha256').update(text).digest('base64').slice(0, 16);
    const isNew = !this.before.has(hash) && !this.now.has(hash);
    this.now.add(hash);
    return isNew;
  }

  /** Of what came this time, in its order. */
  hashes(): readonly string[] {
    return [...this.now];
  }
}
