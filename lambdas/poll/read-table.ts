import { isPassing, retrying } from '../../core/sources';
import type { Database, Place, Row } from './database/database';

/** Opens a connection and its transaction. */
export type Open = () => Promise<Database>;

export interface ReaderOptions {
  readonly open: Open;
  readonly tries: number;
  readonly signal: AbortSignal;
}

/**
 * Reads pages over one connection after another: one that breaks is opened anew, and the page asked for again from the
 * same place. A row that changed between two connections stands behind that place then, or is read by the next pass.
 */
export class TableReader {
  private database: Database | undefined;

  constructor(private readonly options: ReaderOptions) {}

  async ask<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const { open, tries, signal } = this.options;
    return retrying(
      async () => {
        const database = (this.database ??= await open());
        try {
          return await work(database);
        } catch (error) {
          if (isPassing(error)) await this.close();
          throw error;
        }
      },
      { attempts: tries, signal },
    );
  }

  /** Pages until one has fewer rows than asked for. */
  async *pages(
    limit: number,
    page: (database: Database, after: Place | undefined) => Promise<readonly Row[]>,
  ): AsyncGenerator<readonly Row[]> {
    let after: Place | undefined;
    for (;;) {
      const from = after;
      const rows = await this.ask((database) => page(database, from));
      if (rows.length > 0) yield rows;
      if (rows.length < limit) return;
      after = rows.at(-1)?.place;
    }
  }

  async close(): Promise<void> {
    const { database } = this;
    this.database = undefined;
    await database?.close();
  }
}
