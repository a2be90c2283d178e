import { closeSync, fsync, ftruncateSync, openSync, writevSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Entry } from '../../../lambdas/archive/zip';
import { directoryOf, localHeader, type Kept } from './container-format';

/** Bytes gathered before they are written. */
const GATHERED = 1024 * 1024;

/**
 * Writes files of a group into one container: a zip of its own, so that every zip tool reads files out of it by
 * name. Contents stay packed as they came, once they have been checked.
 */
export class ContainerWriter {
  private readonly file: number;
  private readonly kept: Kept[] = [];
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private end = 0;

  /** @param path a file that is made anew */
  constructor(path: string) {
    this.file = openSync(path, 'w', 0o600);
  }

  /** Starts a file. @returns where to go back to when its content turns out to be damaged */
  begin(entry: Entry): number {
    const before = this.end;
    this.kept.push({ entry, offset: before });
    this.append(localHeader(entry));
    return before;
  }

  append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.end += bytes.length;
    if (this.waitingBytes >= GATHERED || this.waiting.length >= 1_000) this.flush();
  }

  /** Takes the last file back. */
  back(to: number): void {
    this.flush();
    ftruncateSync(this.file, to);
    this.end = to;
    this.kept.pop();
  }

  /** Resolves once all of it is on the disk. */
  async finish(): Promise<void> {
    this.append(directoryOf(this.kept, this.end));
    this.flush();
    await promisify(fsync)(this.file);
    closeSync(this.file);
  }

  /** Gives up; what was written stays. */
  abandon(): void {
    closeSync(this.file);
  }

  private flush(): void {
    let start = this.end - this.waitingBytes;
    let rest = this.waiting;
    while (rest.length > 0) {
      let written = writevSync(this.file, rest, start);
      start += written;
      rest = rest.flatMap((part) => {
        const done = Math.min(written, part.length);
        written -= done;
        return done === part.length ? [] : [part.subarray(done)];
      });
    }
    [this.waiting, this.waitingBytes] = [[], 0];
  }
}
