/** What was used last, of as much as may be kept. */
export class Recent<T> {
  /** Least recently used first. */
  private readonly kept = new Map<string, T>();

  /** @param onDrop told what makes room */
  constructor(
    private readonly max: number,
    private readonly onDrop: (value: T) => void = () => undefined,
  ) {}

  get(key: string): T | undefined {
    const value = this.kept.get(key);
    if (value === undefined) return undefined;
    this.kept.delete(key);
    this.kept.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    const [oldest] = this.kept.keys();
    if (this.kept.size <= this.max || oldest === undefined) return;
    const dropped = this.kept.get(oldest);
    this.kept.delete(oldest);
    if (dropped !== undefined) this.onDrop(dropped);
  }

  delete(key: string): void {
    this.kept.delete(key);
  }
}
