import { createHash, randomUUID } from 'node:crypto';
import type { DocumentPage, LedgerEntry } from '../../core/ports';
import { placeOf, type DocumentRecord, type Sighting } from './document-ledger';
import { type ExtractOptions, immunizationCandidates } from './extract/immunization-candidates';

export const PAGE_EVENT_TYPE = 'com.headwater.document.page.v1';
export const SIGHTING_EVENT_TYPE = 'com.headwater.document.sighting.v1';
export const STATE_EVENT_TYPE = 'com.headwater.document.state.v1';
export const FIELD_EVENT_TYPE = 'com.headwater.document.field.v1';
export const IMMUNIZATION_EVENT_TYPE = 'com.headwater.document.immunization.v1';

/** How immunizations are found in pages; when the pages were read is told by the document's record. */
export type Extraction = Omit<ExtractOptions, 'readAt'>;

export interface DocumentEvent {
  /** The same event has the same id, however often it is written. */
  readonly id: string;
  readonly type: string;
  /** ISO 8601, milliseconds, UTC: when it happened. */
  readonly time: string;
  /** Orders the events of one document: the later has the greater. */
  readonly sequence: number;
  readonly data: unknown;
}

/**
 * One line of a bronze object: a CloudEvents 1.0 envelope in JSON, without the line break.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export function documentEvent({ id, type, time, sequence, data }: DocumentEvent): string {
  return JSON.stringify({
    recordedtime: time,
    sequence: sequence.toString().padStart(20, '0'),
    specversion: '1.0',
    id,
    source: '/headwater/documents',
    type,
    time,
    datacontenttype: 'application/json',
    data,
  });
}

/** What a page event tells of a page. */
export function pageEvent(record: DocumentRecord, page: DocumentPage): string {
  return documentEvent({
    id: `${record.documentId}-${record.attempt}-${page.page}`,
    type: PAGE_EVENT_TYPE,
    time: record.at,
    sequence: sequenceOf(record, page.page),
    data: {
      document_id: record.documentId,
      page: page.page,
      text: page.text,
      mean_confidence: page.meanConfidence,
      lines: page.lines,
      fields: page.fields,
      tables: page.tables,
      marks: page.marks,
      reader: page.reader,
    },
  });
}

/** What field events tell of a page: one for each key-value pair. */
export function fieldEvents(record: DocumentRecord, { page, fields }: DocumentPage): string[] {
  return fields.map(({ key, value, confidence, selection }, index) =>
    partEvent(record, FIELD_EVENT_TYPE, page, `field-${index + 1}`, {
      field: index + 1,
      key,
      value,
      confidence,
      selection,
    }),
  );
}

/**
 * The immunizations that a page states, as candidates.
 *
 * @param before how many candidates the pages before this one had
 */
export function immunizationEvents(
  record: DocumentRecord,
  page: DocumentPage,
  before: number,
  options: Extraction = {},
): string[] {
  const found = immunizationCandidates([page], { ...options, readAt: record.at });
  return found.map(({ needsReview, ...stated }, index) =>
    partEvent(record, IMMUNIZATION_EVENT_TYPE, page.page, `immunization-${before + index + 1}`, {
      candidate: before + index + 1,
      ...stated,
      needs_review: needsReview,
    }),
  );
}

function partEvent(record: DocumentRecord, type: string, page: number, part: string, data: object): string {
  return documentEvent({
    id: `${record.documentId}-${record.attempt}-${page}-${part}`,
    type,
    time: record.at,
    sequence: sequenceOf(record, page),
    data: { document_id: record.documentId, page, ...data },
  });
}

/** Textract reads at most 3,000 pages, so a later attempt is above every page of an earlier one. */
function sequenceOf({ attempt }: DocumentRecord, page: number): number {
  return attempt * 1_000_000 + page;
}

/** The events of a document's arrival, told from what the ledger keeps of it whatever has happened since. */
export function arrivalEvents(record: DocumentRecord): string[] {
  const seenAt = record.sightings[0]?.seenAt ?? record.pulledAt;
  const arrived = { ...record, reason: null, pages: null };
  return [
    stateLine({ ...arrived, state: 'seen', at: seenAt }, 0),
    stateLine({ ...arrived, state: 'pulled', at: record.pulledAt }, 1),
  ];
}

/** The event of the state a ledger entry is in. */
export function stateEvent({ value, version }: LedgerEntry<DocumentRecord>): string {
  return stateLine(value, version);
}

function stateLine(record: DocumentRecord, sequence: number): string {
  const { documentId, state, reason, pages, bytes, at } = record;
  const [sighting] = record.sightings;
  return documentEvent({
    id: `${documentId}-${state}-${sequence}`,
    type: STATE_EVENT_TYPE,
    time: at,
    sequence,
    data: {
      document_id: documentId,
      state,
      reason,
      source_path: sighting?.path ?? null,
      server: sighting?.server ?? null,
      pages,
      bytes,
      at,
    },
  });
}

/**
 * Names a sighting, without a word of its path. One that the ledger has no room for gets another id each time,
 * and is the same by its document, server, path and time.
 */
export function sightingId(record: DocumentRecord, sighting: Sighting): string {
  const place = placeOf(record, sighting);
  return `${record.documentId}-sighting-${place < 0 ? randomUUID() : place + 1}`;
}

/** The event of one name under which a document was found, as the ledger has entered it. */
export function sightingEvent(id: string, record: DocumentRecord, found: Sighting): string {
  const place = placeOf(record, found);
  const { server, path, size, modifiedAt, seenAt, takenAt } = record.sightings[place] ?? found;
  const taken = takenAt ?? record.pulledAt;
  return documentEvent({
    id,
    type: SIGHTING_EVENT_TYPE,
    time: taken,
    sequence: place + 1,
    data: {
      document_id: record.documentId,
      server,
      source_path: path,
      size_bytes: size,
      modified_at: modifiedAt,
      seen_at: seenAt,
      taken_at: taken,
    },
  });
}

/** `YYYY/MM/DD` of an ISO time, UTC. */
export function datePath(iso: string): string {
  return iso.slice(0, 10).replaceAll('-', '/');
}

/** An ISO time as part of an object's name: `20261231T235959999Z`. */
export function nameTime(iso: string): string {
  return iso.replace(/[-:.]/g, '');
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
