import type { Readable } from 'node:stream';
import type { Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { ConnectionLostError, RemoteFileError } from '../errors';
import { ReadAheadStream } from './read-ahead';
import { describe } from './remote-attributes';
import type { RemoteContent, RemoteEntry, RemoteSession, RemoteStat } from './remote-session';

/** Status codes of SFTP version 3. @see https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02#section-7 */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const END_OF_FILE = 1;

/** Milliseconds without any answer, while some are due, after which a server is taken for gone. */
export const ANSWER_MS = 20_000;
/** A directory of more is a server that never ends its answer. */
const MAX_ENTRIES = 1_000_000;
/** Answers in a row that name nothing new. */
const MAX_IDLE_ANSWERS = 16;

type Callback<T> = (error: Error | null | undefined, value: T) => void;

/** A session over ssh2. When the connection is lost, every call under way and every later one fails. */
export class SftpSession implements RemoteSession {
  private readonly waiting = new Set<(error: Error) => void>();
  private lost = false;
  private readonly silence: NodeJS.Timeout;

  constructor(
    private readonly server: string,
    private readonly client: Client,
    private readonly sftp: SFTPWrapper,
    answerMs = ANSWER_MS,
  ) {
    this.silence = setTimeout(() => this.endSilence(), answerMs).unref();
    client.on('close', () => this.lose());
    sftp.on('close', () => this.lose());
    sftp.on('error', () => this.lose());
  }

  async list(directory: string): Promise<RemoteEntry[]> {
    const handle = await this.call<Buffer>((done) => this.sftp.opendir(directory, done));
    const found = new Map<string, RemoteEntry>();
    let idle = 0;
    try {
      for (let answer = await this.some(handle); answer !== undefined; answer = await this.some(handle)) {
        const before = found.size;
        for (const { filename, longname, attrs } of answer) {
          if (filename === '.' || filename === '..' || found.has(filename)) continue;
          found.set(filename, { name: filename, ...describe(attrs, longname) });
        }
        idle = found.size === before ? idle + 1 : 0;
        if (idle > MAX_IDLE_ANSWERS || found.size > MAX_ENTRIES) throw new RemoteFileError('endless listing');
      }
    } finally {
      void this.closeHandle(handle);
    }
    return [...found.values()];
  }

  /** The next names of a directory; undefined at its end. */
  private async some(handle: Buffer): Promise<FileEntryWithStats[] | undefined> {
    return this.call<FileEntryWithStats[] | undefined>((done) =>
      this.sftp.readdir(handle, (error, entries) =>
        isEnd(error) ? done(undefined, undefined) : done(error ?? undefined, entries),
      ),
    );
  }

  async readWhole(path: string, size: number): Promise<RemoteContent<Buffer>> {
    const handle = await this.open(path);
    // Sent together, answered in this order. One byte more than listed shows that the file has grown.
    const reading = this.readFully(handle, size + 1);
    const stat = this.fstat(handle);
    stat.catch(() => undefined);
    const body = await reading.finally(() => void this.closeHandle(handle));
    return { body, after: () => stat };
  }

  async readStream(path: string, size: number): Promise<RemoteContent<Readable>> {
    const handle = await this.open(path);
    let closed: Promise<void> | undefined;
    const readInto = (target: Buffer, position: number): Promise<number> =>
      this.readInto(handle, target, position);
    const body = new ReadAheadStream(readInto, size, () => (closed ??= this.closeHandle(handle)));
    return { body, after: () => this.stat(path) };
  }

  async stat(path: string): Promise<Omit<RemoteEntry, 'name'>> {
    return describe(await this.call<Stats>((done) => this.sftp.stat(path, done)));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.call<void>((done) => this.sftp.rename(from, to, (error) => done(error, undefined)));
  }

  async remove(path: string): Promise<void> {
    await this.call<void>((done) => this.sftp.unlink(path, (error) => done(error, undefined)));
  }

  async makeDirectory(path: string): Promise<void> {
    try {
      await this.call<void>((done) => this.sftp.mkdir(path, (error) => done(error, undefined)));
    } catch (error) {
      if (!(error instanceof RemoteFileError) || !(await this.isDirectory(path))) throw error;
    }
  }

  close(): void {
    this.client.end();
    this.lose();
  }

  private async isDirectory(path: string): Promise<boolean> {
    const attrs = await this.call<Stats>((done) => this.sftp.stat(path, done)).catch(() => undefined);
    return attrs?.isDirectory() ?? false;
  }

  private open(path: string): Promise<Buffer> {
    return this.call<Buffer>((done) => this.sftp.open(path, 'r', done));
  }

  private async fstat(handle: Buffer): Promise<RemoteStat> {
    return describe(await this.call<Stats>((done) => this.sftp.fstat(handle, done)));
  }

  private async readFully(handle: Buffer, length: number): Promise<Buffer> {
    const body = Buffer.allocUnsafeSlow(length);
    let have = 0;
    let most: number | undefined;
    // A regular file gives less than asked for at its end only, or where the server limits a read.
    for (let isLimited = true; have < length - 1 || (have < length && isLimited);) {
      const bytes = await this.readInto(handle, body.subarray(have), have);
      if (bytes === 0) break;
      have += bytes;
      // As much as before may be all that it gives at once, and not the end.
      isLimited = bytes === most;
      most ??= bytes;
    }
    return body.subarray(0, have);
  }

  private readInto(handle: Buffer, target: Buffer, position: number): Promise<number> {
    return this.call<number>((done) =>
      this.sftp.read(handle, target, 0, target.length, position, (error, bytes) => done(error, bytes)),
    );
  }

  private async closeHandle(handle: Buffer): Promise<void> {
    await this.call<void>((done) => this.sftp.close(handle, (error) => done(error, undefined))).catch(
      () => undefined,
    );
  }

  private call<T>(start: (done: Callback<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.lost) return reject(new ConnectionLostError(this.server));
      // What was asked before is still on its way, on a slow line for long: any answer shows that there is one.
      if (this.waiting.size === 0) this.silence.refresh();
      this.waiting.add(reject);
      start((error, value) => {
        this.silence.refresh();
        this.waiting.delete(reject);
        if (error) reject(this.asRemoteError(error));
        else resolve(value);
      });
    });
  }

  private endSilence(): void {
    if (this.waiting.size === 0) return;
    this.client.destroy();
    this.lose();
  }

  private asRemoteError(error: Error): Error {
    const code = 'code' in error ? error.code : undefined;
    // Without a status code it isn't the server's answer but the connection's end.
    if (typeof code !== 'number') return new ConnectionLostError(this.server);
    if (code === NO_SUCH_FILE) return new RemoteFileError('gone', { cause: error });
    if (code === PERMISSION_DENIED) return new RemoteFileError('permission denied', { cause: error });
    return new RemoteFileError('server error', { cause: error });
  }

  private lose(): void {
    this.lost = true;
    clearTimeout(this.silence);
    for (const reject of this.waiting) reject(new ConnectionLostError(this.server));
    this.waiting.clear();
  }
}

function isEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === END_OF_FILE;
}
