import { TerminalError } from '../../../core/errors';

/** An archive that isn't taken at all: nothing of it is written. */
export class ArchiveRefusedError extends TerminalError {
  override readonly name = 'ArchiveRefusedError';

  /**
   * @param problem what is wrong and what to do; names of files may be personal and don't stand in it
   * @param entry the entry it is about, counted from 1 in the order of the directory
   * @param entryName as the archive writes it; for who has the archive, not for logs
   */
  constructor(
    problem: string,
    readonly entry?: number,
    readonly entryName?: string,
  ) {
    super(
      entry === undefined
        ? `The archive is refused: ${problem}`
        : `The archive is refused: entry ${entry} ${problem}`,
    );
    Object.defineProperty(this, 'entryName', { enumerable: false });
  }
}

/** One entry whose content isn't what the directory says; the others are taken. */
export class EntryDamagedError extends TerminalError {
  override readonly name = 'EntryDamagedError';
}

/** The bytes of an archive end, or change, while they are read. */
export class ArchiveCutError extends TerminalError {
  override readonly name = 'ArchiveCutError';

  constructor(at: number, wanted: number, got: number) {
    super(
      `The archive ends early: ${wanted} bytes were wanted at ${at} and ${got} are there; fetch it again`,
    );
  }
}
