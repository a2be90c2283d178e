import { closeSync, fsync, ftruncateSync, openSync, writevSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Entry } from '../../../lambdas/archive/zip';
import { ContainerDirectory, localHeader, UTF8_FLAG } from './container-format';

/** Bytes gathered before they are written, and pieces that they may be in. */
const [GATHERED, MOST_PIECES] = [1024 * 1024, 1_000];

/** Neighbouring bytes of one memory. */
interface Run {
  readonly memory: ArrayBufferLike;
  readonly start: number;
  end: number;
}

/**
 * Writes files of a group into one container: a zip of its own, so that every zip tool reads files out of it by
 * name. Contents stay packed as they came, once they have been checked.
 */
export class ContainerWriter {
  private readonly file: number;
  private readonly directory = new ContainerDirectory();
  private waiting: Run[] = [];
  private waitingBytes = 0;
  private end = 0;

  /** @param path a file that is made anew */
  constructor(path: string) {
    this.file = openSync(path, 'w', 0o600);
  }

  /** Takes a file as it stands in its archive, header and all. Neighbours there are written at once. */
  keep(entry: Entry, raw: Buffer): void {
    this.directory.add({ entry, offset: this.end, flags: raw.readUInt16LE(6) });
    this.append(raw);
  }

  /** Starts a file with a header of its own. @returns where to go back to when its content turns out to be damaged */
  begin(entry: Entry): number {
    const before = this.end;
    this.directory.add({ entry, offset: before, flags: UTF8_FLAG });
    this.append(localHeader(entry));
    return before;
  }

  /** @param bytes that stay as they are until they are written */
  append({ buffer: memory, byteOffset: start, length }: Buffer): void {
    if (length === 0) return;
    const last = this.waiting[this.waiting.length - 1];
    if (last?.memory === memory && last.end === start) last.end += length;
    else this.waiting.push({ memory, start, end: start + length });
    this.waitingBytes += length;
    this.end += length;
    if (this.waitingBytes >= GATHERED || this.waiting.length >= MOST_PIECES) this.flush();
  }

  /** Takes the last file back. */
  back(to: number): void {
    this.flush();
    ftruncateSync(this.file, to);
    this.end = to;
    this.directory.back();
  }

  /** Resolves once all of it is on the disk. */
  async finish(): Promise<void> {
    this.append(this.directory.finished(this.end));
    this.flush();
    await promisify(fsync)(this.file);
    closeSync(this.file);
  }

  /** Gives up; what was written stays. */
  abandon(): void {
    closeSync(this.file);
  }

  /** Writes what waits, whose memory serves others then. */
  flush(): void {
    if (this.waitingBytes === 0) return;
    let at = this.end - this.waitingBytes;
    let rest = this.waiting.map(({ memory, start, end }) => Buffer.from(memory, start, end - start));
    while (rest.length > 0) {
      let written = writevSync(this.file, rest, at);
      at += written;
      rest = rest.flatMap((part) => {
        const done = Math.min(written, part.length);
        written -= done;
        return done === part.length ? [] : [part.subarray(done)];
      });
    }
    [this.waiting, this.waitingBytes] = [[], 0];
  }
}
