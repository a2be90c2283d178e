import type { DocumentPage, LedgerEntry, ObjectStore } from '../../core/ports';
import {
  arrivalEvents,
  datePath,
  type Extraction,
  fieldEvents,
  immunizationEvents,
  nameTime,
  pageEvent,
  sha256Hex,
  sightingEvent,
  sightingId,
  stateEvent,
} from './document-event';
import type { DocumentRecord, Sighting } from './document-ledger';

export const DOCUMENTS_PREFIX = 'documents/';
/** Content on its way in; nothing reads here, and a lifecycle rule may empty it after a day. */
export const INCOMING_PREFIX = 'documents/_incoming/';
export const QUARANTINE_PREFIX = 'documents/quarantine/';
export const PAGES_PREFIX = 'document_pages/';
export const FIELDS_PREFIX = 'document_fields/';
export const IMMUNIZATIONS_PREFIX = 'document_immunizations/';
export const LOG_PREFIX = 'documents_log/';
export const SIGHTINGS_PREFIX = 'document_sightings/';

const NDJSON = { contentType: 'application/x-ndjson' } as const;

/** Where content that arrived at a time is kept. */
export function documentKey(documentId: string, arrivedAt: string): string {
  return `${DOCUMENTS_PREFIX}${datePath(arrivedAt)}/${documentId}.pdf`;
}

/** The document of a key made by {@link documentKey}; undefined for any other object. */
export function documentIdOf(key: string): string | undefined {
  return /^documents\/\d{4}\/\d{2}\/\d{2}\/([0-9a-f]{64})\.pdf$/.exec(key)?.[1];
}

/** Names of documents in bronze come from arrival and content only; a sender's path may name a patient. */
export class DocumentStore {
  constructor(
    readonly objects: ObjectStore,
    private readonly extraction: Extraction = {},
  ) {}

  /** Lands the arrival of some documents as one object; landing it again is harmless. */
  async logArrivals(records: readonly DocumentRecord[]): Promise<void> {
    const [first] = records;
    if (first === undefined) return;
    const name = sha256Hex(records.map(({ documentId }) => documentId).join());
    await this.log(first.pulledAt, name, records.flatMap(arrivalEvents));
  }

  /**
   * Lands under which names documents were found, as one object; landing it again is harmless.
   *
   * @param at - ISO 8601: the day of bronze it belongs to, which a load of the latest days must not miss
   */
  async logSightings(
    at: string,
    found: readonly { readonly record: DocumentRecord; readonly sighting: Sighting }[],
  ): Promise<void> {
    const ids = found.map(({ record, sighting }) => sightingId(record, sighting));
    const lines = found.map(({ record, sighting }, index) =>
      sightingEvent(ids[index] ?? '', record, sighting),
    );
    const key = `${SIGHTINGS_PREFIX}${datePath(at)}/${nameTime(at)}-${sha256Hex(ids.join())}.json`;
    await this.land(key, lines);
  }

  /** Lands the state a document is in; landing it again is harmless. */
  async logState(entry: LedgerEntry<DocumentRecord>): Promise<void> {
    const { documentId, at } = entry.value;
    await this.log(at, `${documentId}-${entry.version}`, [stateEvent(entry)]);
  }

  private async log(at: string, name: string, lines: readonly string[]): Promise<void> {
    await this.objects.putIfAbsent(
      `${LOG_PREFIX}${datePath(at)}/${nameTime(at)}-${name}.json`,
      ndjson(lines),
      NDJSON,
    );
  }

  /**
   * Lands what was read of a document: an event per page, per field and per immunization found, each kind
   * as one object.
   *
   * @returns pages landed
   */
  async landPages(record: DocumentRecord, pages: Iterable<DocumentPage>): Promise<number> {
    const events = { pages: [] as string[], fields: [] as string[], immunizations: [] as string[] };
    for (const page of pages) {
      events.pages.push(pageEvent(record, page));
      events.fields.push(...fieldEvents(record, page));
      events.immunizations.push(
        ...immunizationEvents(record, page, events.immunizations.length, this.extraction),
      );
    }
    const name = `${datePath(record.at)}/${nameTime(record.at)}-${record.documentId}.json`;
    // Pages last: once they are there, the rest is.
    await this.land(`${IMMUNIZATIONS_PREFIX}${name}`, events.immunizations);
    await this.land(`${FIELDS_PREFIX}${name}`, events.fields);
    await this.land(`${PAGES_PREFIX}${name}`, events.pages);
    return events.pages.length;
  }

  private async land(key: string, lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.objects.putIfAbsent(key, ndjson(lines), NDJSON);
  }

  /** Moves content aside with the reason beside it. Repeating it changes nothing. */
  async quarantine(record: DocumentRecord, explanation: string): Promise<void> {
    const { documentId, reason, at } = record;
    const note = JSON.stringify({ document_id: documentId, state: record.state, reason, explanation, at });
    await this.objects.put(`${QUARANTINE_PREFIX}${documentId}.json`, `${note}\n`, {
      contentType: 'application/json',
    });
    await this.moveIfThere(record.key, quarantineKey(documentId));
  }

  /** Brings content back from quarantine for another try. */
  async release(record: DocumentRecord): Promise<void> {
    await this.moveIfThere(quarantineKey(record.documentId), record.key);
    await this.objects.delete(`${QUARANTINE_PREFIX}${record.documentId}.json`);
  }

  private async moveIfThere(from: string, to: string): Promise<void> {
    if ((await this.objects.head(from)) !== undefined) await this.objects.move(from, to);
  }
}

export function quarantineKey(documentId: string): string {
  return `${QUARANTINE_PREFIX}${documentId}.pdf`;
}

function ndjson(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
