import type { Clock, Ledger, LedgerEntry } from '../../core/ports';
import { DocumentTransitionError } from './errors';

export const documentStates = ['seen', 'pulled', 'rejected', 'reading', 'read', 'failed'] as const;
export type DocumentState = (typeof documentStates)[number];

/**
 * Which state may follow which. `failed` and `reading` go back to `pulled` by a redrive only; what was
 * rejected stays rejected, because the same bytes would be rejected again.
 */
export const documentTransitions: Readonly<Record<DocumentState, readonly DocumentState[]>> = {
  seen: ['pulled'],
  pulled: ['rejected', 'reading', 'failed'],
  rejected: [],
  reading: ['read', 'failed', 'pulled'],
  read: [],
  failed: ['pulled'],
};

/** One name under which a document's content was found. */
export interface Sighting {
  readonly server: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601, by the server's clock, whole seconds. */
  readonly modifiedAt: string;
  /** ISO 8601: when the pull first listed it. */
  readonly seenAt: string;
  /** ISO 8601: when its content was taken. The ledger says it. */
  readonly takenAt?: string;
}

/** A document is its content: the same bytes under two names are one document with two sightings. */
export interface DocumentRecord {
  /** Lower-case hex SHA-256 of the content. */
  readonly documentId: string;
  readonly state: DocumentState;
  /** Why the document is in its state, for `rejected`, `failed`, and a `read` with pages missing. */
  readonly reason: string | null;
  /** ISO 8601: since when it is in its state. */
  readonly at: string;
  /** Where its content arrived in bronze. What was rejected or failed is in quarantine since. */
  readonly key: string;
  readonly bytes: number;
  readonly pages: number | null;
  /** The first {@link MAX_SIGHTINGS}. */
  readonly sightings: readonly Sighting[];
  /** ISO 8601: when the content arrived in bronze. */
  readonly pulledAt: string;
  /** Counts readings; a redrive starts the next. */
  readonly attempt: number;
  /** How often this reading could not be started for a reason that doesn't pass. @default 0 */
  readonly faults?: number;
  /** Textract's, while it reads. */
  readonly jobId: string | null;
}

/** A partner who sends the same page daily under a new name must not outgrow the 400 KB of a ledger item. */
export const MAX_SIGHTINGS = 100;
const COLLECTION = 'documents';

export type DocumentChange = Partial<Pick<DocumentRecord, 'reason' | 'pages' | 'jobId'>>;

/** The one place that decides in which state a document is, safe against two writers. */
export class DocumentLedger {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  get(documentId: string): Promise<LedgerEntry<DocumentRecord> | undefined> {
    return this.ledger.get<DocumentRecord>(COLLECTION, documentId);
  }

  list(): AsyncIterable<LedgerEntry<DocumentRecord>> {
    return this.ledger.list<DocumentRecord>(COLLECTION);
  }

  /**
   * Enters new content as pulled, or adds a sighting to content that is known; twice changes nothing.
   *
   * @param known - the entry as last read, undefined when there was none
   */
  async pulled(
    documentId: string,
    key: string,
    sighting: Sighting,
    known: LedgerEntry<DocumentRecord> | undefined,
  ): Promise<LedgerEntry<DocumentRecord>> {
    for (; ; known = await this.get(documentId)) {
      if (known !== undefined && (knows(known.value, sighting) || isFull(known.value))) return known;
      const now = this.clock.now().toISOString();
      const next: DocumentRecord = known
        ? { ...known.value, sightings: [...known.value.sightings, { ...sighting, takenAt: now }] }
        : {
            documentId,
            state: 'pulled',
            reason: null,
            at: now,
            key,
            bytes: sighting.size,
            pages: null,
            sightings: [{ ...sighting, takenAt: now }],
            pulledAt: now,
            attempt: 1,
            jobId: null,
          };
      const written = await this.ledger.put(COLLECTION, documentId, next, known?.version ?? 0);
      if (written !== undefined) return written;
    }
  }

  /**
   * Moves a document to another state.
   *
   * @throws DocumentTransitionError when the state it is in by now doesn't allow it
   */
  async transition(
    documentId: string,
    to: DocumentState,
    change: DocumentChange = {},
  ): Promise<LedgerEntry<DocumentRecord>> {
    for (;;) {
      const known = await this.get(documentId);
      const from = known?.value.state ?? 'seen';
      if (known === undefined || !documentTransitions[from].includes(to)) {
        throw new DocumentTransitionError(documentId, from, to, documentTransitions[from]);
      }
      const at = this.clock.now().toISOString();
      const next: DocumentRecord = { ...known.value, reason: null, ...change, state: to, at };
      const written = await this.ledger.put(COLLECTION, documentId, next, known.version);
      if (written !== undefined) return written;
    }
  }

  /** Counts a start that failed for a reason which doesn't pass. @returns how many there have been by now */
  async fault(documentId: string): Promise<number> {
    for (;;) {
      const known = await this.get(documentId);
      if (known === undefined) return 0;
      const faults = (known.value.faults ?? 0) + 1;
      if (await this.ledger.put(COLLECTION, documentId, { ...known.value, faults }, known.version))
        return faults;
    }
  }

  /**
   * Starts another attempt at a document.
   *
   * @param known - the entry from which this was decided
   * @returns undefined when its state is another one by now: two attempts must not follow from one failure
   * @throws DocumentTransitionError when its state doesn't allow it
   */
  async readAgain(known: LedgerEntry<DocumentRecord>): Promise<LedgerEntry<DocumentRecord> | undefined> {
    const { documentId, state, at: since, attempt } = known.value;
    const allowed = documentTransitions[state];
    if (!allowed.includes('pulled')) throw new DocumentTransitionError(documentId, state, 'pulled', allowed);
    for (let now: typeof known | undefined = known; ; now = await this.get(documentId)) {
      if (now?.value.state !== state || now.value.at !== since) return undefined;
      const at = this.clock.now().toISOString();
      const next = {
        state: 'pulled',
        reason: null,
        at,
        attempt: attempt + 1,
        jobId: null,
        faults: 0,
      } as const;
      const written = await this.ledger.put(COLLECTION, documentId, { ...now.value, ...next }, now.version);
      if (written !== undefined) return written;
    }
  }
}

/** The place of a sighting among those that are kept, from 0; -1 when it isn't among them. */
export function placeOf({ sightings }: DocumentRecord, { server, path, size, modifiedAt }: Sighting): number {
  return sightings.findIndex(
    (known) =>
      known.server === server &&
      known.path === path &&
      known.size === size &&
      known.modifiedAt === modifiedAt,
  );
}

function knows(record: DocumentRecord, sighting: Sighting): boolean {
  return placeOf(record, sighting) >= 0;
}

function isFull({ sightings }: DocumentRecord): boolean {
  return sightings.length >= MAX_SIGHTINGS;
}
