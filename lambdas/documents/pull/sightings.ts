import type { Clock, Ledger } from '../../../core/ports';
import { sha256Hex } from '../document-event';
import type { Sighting } from '../document-ledger';
import { PullOverlapError } from '../errors';
import type { RemoteFile } from './remote-session';

const MINUTE_MS = 60_000;
/** A DynamoDB item holds 400 KB. JSON characters. */
const SEGMENT_LENGTH = 200_000;
/** Segments are written anew once there are this many times as many as their content needs. */
const MAX_SLACK = 4;
/** The segment of files that were looked at once; written anew by every pass. */
const WAITING = 'waiting';

/** What the pull remembers of one file of one size and time under one name. */
export interface SightingRecord extends RemoteFile {
  /** ISO 8601: the first look at it. */
  readonly seenAt: string;
  /** The document it turned out to be, once bronze has it. */
  readonly documentId: string | null;
  /** Whether it was to be moved or deleted afterwards. */
  readonly due: boolean;
}

interface Segment {
  readonly sightings: readonly SightingRecord[];
}

/**
 * What is known of the files on one server: which were looked at, which were taken. A file counts as
 * another one as soon as its size or time changes, so one that grows is never the same at two looks, and
 * one replaced under its old name is new.
 *
 * Kept in the ledger as segments of some hundred files: a pass over 10,000 files reads some dozen entries
 * and adds one for every batch it takes.
 */
export class Sightings {
  private readonly known = new Map<string, SightingRecord>();
  private readonly versions = new Map<string, number>();
  /** Segments that hold nothing any more and may be used again. */
  private readonly empty = new Set<string>();
  private readonly collection: string;

  private constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly server: string,
  ) {
    this.collection = `document-sightings-${server}`;
  }

  static async load(ledger: Ledger, clock: Clock, server: string): Promise<Sightings> {
    const sightings = new Sightings(ledger, clock, server);
    for await (const { id, version, value } of ledger.list<Segment>(sightings.collection)) {
      sightings.wrote(id, version, value.sightings);
      for (const record of value.sightings) sightings.keep(record);
    }
    return sightings;
  }

  find(file: RemoteFile): SightingRecord | undefined {
    return this.known.get(this.idOf(file));
  }

  /** A name for the file that tells nothing of its path, which may name a patient. */
  idOf({ path, size, modifiedMs }: RemoteFile): string {
    return sha256Hex([this.server, path, size, modifiedMs].join('\0'));
  }

  isTaken(file: RemoteFile): boolean {
    return this.find(file)?.documentId != null;
  }

  /** Old enough by our clock. The server's may be behind, and then a file looks older than it is. */
  isAged({ modifiedMs }: RemoteFile, settledAfterMinutes: number): boolean {
    return this.clock.now().getTime() - modifiedMs >= settledAfterMinutes * MINUTE_MS;
  }

  sightingOf(file: RemoteFile): Sighting {
    const { path, size, modifiedMs } = file;
    const seenAt = this.find(file)?.seenAt ?? this.clock.now().toISOString();
    return { server: this.server, path, size, modifiedAt: new Date(modifiedMs).toISOString(), seenAt };
  }

  /** Remembers a look at files that weren't taken, for the next pass to compare with. */
  async looked(files: readonly RemoteFile[]): Promise<void> {
    const waiting = files.map((file) => this.record(file, null, false));
    waiting.forEach((record) => this.keep(record));
    if (waiting.length > 0 || this.versions.has(WAITING)) await this.write(WAITING, waiting);
  }

  /** Remembers files as taken, durably when it returns. */
  async taken(files: readonly { file: RemoteFile; documentId: string }[], due: boolean): Promise<void> {
    await this.append(files.map(({ file, documentId }) => this.record(file, documentId, due)));
  }

  /**
   * Forgets what isn't on the server any more, once that is worth it.
   *
   * @param listed - a complete listing: what it doesn't hold is gone
   */
  async forgetAllBut(listed: readonly RemoteFile[]): Promise<void> {
    const alive = listed.filter((file) => this.isTaken(file)).map((file) => this.find(file));
    const kept = alive.filter((record) => record !== undefined);
    const names = [...this.versions.keys()].filter((name) => name !== WAITING && !this.empty.has(name));
    if (names.length <= MAX_SLACK * (Math.ceil(JSON.stringify(kept).length / SEGMENT_LENGTH) + 1)) return;
    await this.append(kept);
    // Emptied only now: until here everything is kept twice, which is harmless.
    for (const name of names) await this.write(name, []);
  }

  private record(file: RemoteFile, documentId: string | null, due: boolean): SightingRecord {
    const { path, size, modifiedMs } = file;
    return { path, size, modifiedMs, seenAt: this.sightingOf(file).seenAt, documentId, due };
  }

  private keep(record: SightingRecord): void {
    const id = this.idOf(record);
    // A look never hides what has been taken since.
    if (record.documentId !== null || this.known.get(id)?.documentId == null) this.known.set(id, record);
  }

  private async append(records: readonly SightingRecord[]): Promise<void> {
    let batch: SightingRecord[] = [];
    let length = 0;
    for (const record of records) {
      this.keep(record);
      batch.push(record);
      length += JSON.stringify(record).length;
      if (length < SEGMENT_LENGTH) continue;
      await this.write(this.newName(), batch);
      batch = [];
      length = 0;
    }
    if (batch.length > 0) await this.write(this.newName(), batch);
  }

  private newName(): string {
    const [used] = this.empty;
    return used ?? `segment-${this.versions.size}`;
  }

  private async write(name: string, sightings: readonly SightingRecord[]): Promise<void> {
    const version = this.versions.get(name) ?? 0;
    const written = await this.ledger.put<Segment>(this.collection, name, { sightings }, version);
    if (written === undefined) throw new PullOverlapError(this.server);
    this.wrote(name, written.version, sightings);
  }

  private wrote(name: string, version: number, sightings: readonly SightingRecord[]): void {
    this.versions.set(name, version);
    if (sightings.length === 0 && name !== WAITING) this.empty.add(name);
    else this.empty.delete(name);
  }
}
