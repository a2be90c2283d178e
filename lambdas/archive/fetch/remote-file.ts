import type { Checksum } from './checksum';

/** A file that lies somewhere else. */
export interface RemoteFile {
  /** Asks what it is, without fetching it. */
  probe(signal?: AbortSignal): Promise<RemoteInfo>;
  /**
   * Fetches a part of it, or all of it.
   *
   * @param info what {@link probe} has said: a file that is another by now is refused
   */
  open(info: RemoteInfo, range?: ByteRange, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

export interface RemoteInfo {
  /** Bytes; undefined when the server doesn't say. */
  readonly size?: number;
  /** Whether parts can be fetched. */
  readonly hasRanges: boolean;
  /** Changes when the file does; undefined when the server says nothing of the kind. */
  readonly version?: string;
  /** Of all of it, as the provider gives it. */
  readonly checksum?: Checksum;
}

/** From the first byte to the last, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
