import type { Cursor, CursorPosition, Ledger } from '../ports';
import { CursorMovedError } from './errors';

/** Collection of the ledger that holds cursors. */
export const CURSORS = 'cursors';

/** A cursor as an entry of the ledger, whose compare-and-set lets one reader at a time advance. */
export class LedgerCursor<T> implements Cursor<T> {
  /** @param name the source's, with what it reads there when that is more than one: `clinic`, `erp/units` */
  constructor(
    private readonly ledger: Ledger,
    private readonly name: string,
  ) {}

  async read(): Promise<CursorPosition<T>> {
    return (await this.ledger.get<T>(CURSORS, this.name)) ?? { value: undefined, version: 0 };
  }

  async advance(from: CursorPosition<T>, next: T, land: () => Promise<unknown>): Promise<CursorPosition<T>> {
    await land();
    const advanced = await this.ledger.put<T>(CURSORS, this.name, next, from.version);
    if (!advanced) throw new CursorMovedError(this.name);
    return advanced;
  }
}
