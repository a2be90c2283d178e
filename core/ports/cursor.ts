/** How far a source has been read. */
export interface CursorPosition<T> {
  /** Undefined before the first advance. */
  readonly value: T | undefined;
  /** Changes with every advance. */
  readonly version: number;
}

/**
 * Remembers how far a source has been read, for one reader at a time: who was overtaken learns of it and stops.
 * A crash between landing and advancing repeats what was landed, which the writer of bronze makes harmless.
 */
export interface Cursor<T> {
  read(): Promise<CursorPosition<T>>;
  /**
   * Lands, and only then advances.
   *
   * @param land resolves once all that `next` covers is in bronze
   * @throws CursorMovedError when somebody else has advanced since `from` was read; what was landed stays
   */
  advance(from: CursorPosition<T>, next: T, land: () => Promise<unknown>): Promise<CursorPosition<T>>;
}
