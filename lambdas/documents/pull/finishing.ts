import type { DocumentRecord } from '../document-ledger';
import type { DocumentStore } from '../document-store';
import { ConnectionLostError, RemoteFileError } from '../errors';
import { finishFile } from './afterwards';
import type { DocumentSource } from './document-source';
import type { RemoteFailed } from './list-files';
import type { LiveSession } from './live-session';
import type { RemoteFile } from './remote-session';
import { failed } from './take-files';

/** What a pass does on the server with files that were taken, and what came of it. */
export class Finishing {
  readonly unfinished: RemoteFailed[] = [];
  private moved = 0;

  constructor(
    private readonly source: DocumentSource,
    private readonly store: DocumentStore,
    private readonly session: LiveSession,
    /** Whether time is up. What isn't finished by then is for the next pass. */
    private readonly isOver: () => boolean,
  ) {}

  /** Whether anything is to be done with files that were taken. */
  get isDue(): boolean {
    return this.source.afterwards.kind !== 'leave';
  }

  /** Files moved or deleted. */
  get finished(): number {
    return this.moved;
  }

  async finish(file: RemoteFile, record: DocumentRecord): Promise<void> {
    if (this.isOver()) return;
    try {
      if (await finishFile(this.session.now, this.source, file, record, this.store)) this.moved += 1;
    } catch (error) {
      if (error instanceof RemoteFileError) this.unfinished.push(failed(file, error));
      else if (!(error instanceof ConnectionLostError)) throw error;
      else if (!this.isOver()) this.unfinished.push({ path: file.path, reason: 'connection lost' });
    }
  }
}
