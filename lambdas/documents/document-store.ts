import { writeWhole, type ArrivedRecord } from '../../core/bronze';
import type { Dataset } from '../../core/contracts';
import type { DocumentPage, LedgerEntry, ObjectStore } from '../../core/ports';
import { documentFields } from '../../datasets/documents/document_fields';
import { documentImmunizations } from '../../datasets/documents/document_immunizations';
import { documentPages } from '../../datasets/documents/document_pages';
import { documentSightings } from '../../datasets/documents/document_sightings';
import { documents } from '../../datasets/documents/documents';
import {
  type FieldDecision,
  fieldDecisionEvent,
  type ImmunizationDecision,
  immunizationDecisionEvent,
} from './decision-event';
import {
  arrivalEvents,
  datePath,
  type Extraction,
  fieldEvents,
  immunizationEvents,
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
export const PAGES_PREFIX = `${documentPages.bronze}/`;
export const FIELDS_PREFIX = `${documentFields.bronze}/`;
export const IMMUNIZATIONS_PREFIX = `${documentImmunizations.bronze}/`;
export const LOG_PREFIX = `${documents.bronze}/`;
export const SIGHTINGS_PREFIX = `${documentSightings.bronze}/`;

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
    // One arrival for all: what is landed together lies in one object.
    const arrivedAt = Date.parse(first.pulledAt);
    const events = records.flatMap(arrivalEvents).map((event) => ({ ...event, arrivedAt }));
    await this.land(documents, sha256Hex(records.map(({ documentId }) => documentId).join()), events);
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
    const events = found.map(({ record, sighting }, index) =>
      sightingEvent(ids[index] ?? '', record, sighting, at),
    );
    await this.land(documentSightings, sha256Hex(ids.join()), events);
  }

  /** Lands the state a document is in; landing it again is harmless. */
  async logState(entry: LedgerEntry<DocumentRecord>): Promise<void> {
    await this.land(documents, entry.value.documentId, [stateEvent(entry)]);
  }

  /**
   * Lands what was read of a document: an event per page, per field and per immunization found, each kind
   * as one object.
   *
   * @returns pages landed
   */
  async landPages(record: DocumentRecord, pages: Iterable<DocumentPage>): Promise<number> {
    const events = {
      pages: [] as ArrivedRecord[],
      fields: [] as ArrivedRecord[],
      immunizations: [] as ArrivedRecord[],
    };
    for (const page of pages) {
      events.pages.push(pageEvent(record, page));
      events.fields.push(...fieldEvents(record, page));
      events.immunizations.push(
        ...immunizationEvents(record, page, events.immunizations.length, this.extraction),
      );
    }
    const { documentId } = record;
    // Pages last: once they are there, the rest is.
    await this.land(documentImmunizations, documentId, events.immunizations);
    await this.land(documentFields, documentId, events.fields);
    await this.land(documentPages, documentId, events.pages);
    return events.pages.length;
  }

  /** Lands what a person has decided of a field; landing it again is harmless. */
  async logFieldDecision(decision: FieldDecision): Promise<void> {
    const { documentId, page, field } = decision;
    await this.land(documentFields, sha256Hex([documentId, page, field].join()), [
      fieldDecisionEvent(decision),
    ]);
  }

  /** Lands what a person has decided of an immunization that was found; landing it again is harmless. */
  async logImmunizationDecision(decision: ImmunizationDecision): Promise<void> {
    const { documentId, page, candidate } = decision;
    await this.land(documentImmunizations, sha256Hex([documentId, page, candidate].join()), [
      immunizationDecisionEvent(decision),
    ]);
  }

  private async land(dataset: Dataset, shard: string, records: readonly ArrivedRecord[]): Promise<void> {
    await writeWhole({ stream: 'documents', shard, dataset, records }, this.objects);
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
