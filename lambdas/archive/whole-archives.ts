import type { Ledger } from '../../core/ports';
import { fetchedPart } from './fetch/fetched-part';
import type { Patience } from './fetch/patiently';
import type { RemoteFile, RemoteInfo } from './fetch/remote-file';
import type { ArchiveLimits } from './settings';
import { readDirectory, type ArchiveDirectory, type RangeReader } from './zip';

/** Collection of the ledger: archives that were taken whole, by source and size. */
const WHOLE = 'archives';

interface WholeArchive {
  readonly id: string;
}

/** Archives of a source of which everything is kept: another run needs nothing but their directory to know them. */
export class WholeArchives {
  constructor(
    private readonly ledger: Pick<Ledger, 'get' | 'put'>,
    private readonly source: string,
  ) {}

  async note({ id, size }: Pick<ArchiveDirectory, 'id' | 'size'>): Promise<void> {
    const known = await this.ledger.get<WholeArchive>(WHOLE, this.keyOf(size));
    if (known?.value.id === id) return;
    await this.ledger.put<WholeArchive>(WHOLE, this.keyOf(size), { id }, known?.version ?? 0);
  }

  /**
   * Looks an archive up that lies somewhere else. Of one whose size is new, nothing is fetched.
   *
   * @returns its directory; undefined unless it has been taken whole
   */
  async find(
    remote: RemoteFile,
    info: RemoteInfo,
    limits: ArchiveLimits,
    patience?: Patience,
  ): Promise<ArchiveDirectory | undefined> {
    const { size, hasRanges } = info;
    if (!hasRanges || size === undefined) return undefined;
    const known = await this.ledger.get<WholeArchive>(WHOLE, this.keyOf(size));
    if (!known) return undefined;
    const reader: RangeReader = {
      size,
      read: async (start, length) => {
        const end = Math.min(size, start + length) - 1;
        return end < start ? Buffer.alloc(0) : fetchedPart(remote, info, { start, end }, patience);
      },
    };
    const directory = await readDirectory(reader, limits);
    return directory.id === known.value.id ? directory : undefined;
  }

  private keyOf(size: number): string {
    return `${this.source}/${size}`;
  }
}
