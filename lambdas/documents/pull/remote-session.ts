import type { Readable } from 'node:stream';

export interface RemoteStat {
  /** Bytes; NaN when the server doesn't say. */
  readonly size: number;
  /** Milliseconds since 1970 by the server's clock; SFTP version 3 knows whole seconds. NaN when it doesn't say. */
  readonly modifiedMs: number;
}

export interface RemoteEntry extends RemoteStat {
  readonly name: string;
  /** `unknown` where neither the attributes nor the printed line say it. */
  readonly kind: 'file' | 'directory' | 'link' | 'other' | 'unknown';
}

export interface RemoteFile extends RemoteStat {
  /** As the server names it, from the source's directory on. */
  readonly path: string;
}

/** A file's bytes together with what the server says of it once they were read. */
export interface RemoteContent<T> {
  readonly body: T;
  /** To be asked after the last byte. */
  readonly after: () => Promise<RemoteStat>;
}

/**
 * What the pull does on a server. Every call may throw RemoteFileError (this file only) or
 * ConnectionLostError (every call from then on).
 */
export interface RemoteSession {
  list(directory: string): Promise<RemoteEntry[]>;
  /** The whole of a small file in two round trips. */
  readWhole(path: string, size: number): Promise<RemoteContent<Buffer>>;
  /** A file of any size in bounded memory. */
  readStream(path: string, size: number): Promise<RemoteContent<Readable>>;
  stat(path: string): Promise<Omit<RemoteEntry, 'name'>>;
  /** Never replaces what has the name already. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Making what is there already is success. */
  makeDirectory(path: string): Promise<void>;
  close(): void;
}

/** @throws HostKeyChangedError, SftpLoginError, SftpUnreachableError */
export type Connect = () => Promise<RemoteSession>;
