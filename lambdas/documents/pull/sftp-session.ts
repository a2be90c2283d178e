import type { Readable } from 'node:stream';
import type { Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { ConnectionLostError, RemoteFileError } from '../errors';
import { ReadAheadStream } from './read-ahead';
import type { RemoteContent, RemoteEntry, RemoteSession, RemoteStat } from './remote-session';

/** Status codes of SFTP version 3. @see https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02#section-7 */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;

type Callback<T> = (error: Error | null | undefined, value: T) => void;

/** A session over ssh2. When the connection is lost, every call under way and every later one fails. */
export class SftpSession implements RemoteSession {
  private readonly waiting = new Set<(error: Error) => void>();
  private lost = false;

  constructor(
    private readonly server: string,
    private readonly client: Client,
    private readonly sftp: SFTPWrapper,
  ) {
    client.on('close', () => this.lose());
    sftp.on('close', () => this.lose());
    sftp.on('error', () => this.lose());
  }

  async list(directory: string): Promise<RemoteEntry[]> {
    const entries = await this.call<FileEntryWithStats[]>((done) => this.sftp.readdir(directory, done));
    return entries
      .filter(({ filename }) => filename !== '.' && filename !== '..')
      .map(({ filename, attrs }) => ({ name: filename, kind: kindOf(attrs), ...statOf(attrs) }));
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

  async stat(path: string): Promise<RemoteStat> {
    return statOf(await this.call<Stats>((done) => this.sftp.stat(path, done)));
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
    return statOf(await this.call<Stats>((done) => this.sftp.fstat(handle, done)));
  }

  private async readFully(handle: Buffer, length: number): Promise<Buffer> {
    const body = Buffer.allocUnsafeSlow(length);
    let have = 0;
    // A regular file gives less than asked for at its end only, or where the server limits a read.
    do {
      const bytes = await this.readInto(handle, body.subarray(have), have);
      if (bytes === 0) break;
      have += bytes;
    } while (have < length - 1);
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
      this.waiting.add(reject);
      start((error, value) => {
        this.waiting.delete(reject);
        if (error) reject(this.asRemoteError(error));
        else resolve(value);
      });
    });
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
    for (const reject of this.waiting) reject(new ConnectionLostError(this.server));
    this.waiting.clear();
  }
}

function statOf({ size, mtime }: Stats): RemoteStat {
  return { size, modifiedMs: mtime * 1000 };
}

function kindOf(attrs: FileEntryWithStats['attrs']): RemoteEntry['kind'] {
  if (attrs.isDirectory()) return 'directory';
  return attrs.isFile() ? 'file' : 'other';
}
