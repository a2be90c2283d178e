import { createHash, randomUUID } from 'node:crypto';
import { cloudEvent, type ArrivedRecord } from '../../core/bronze';
import type { Dataset } from '../../core/contracts';
import type { DocumentPage, LedgerEntry } from '../../core/ports';
import { documentFields } from '../../datasets/documents/document_fields';
import { documentImmunizations } from '../../datasets/documents/document_immunizations';
import { documentPages } from '../../datasets/documents/document_pages';
import { documentSightings } from '../../datasets/documents/document_sightings';
import { documents } from '../../datasets/documents/documents';
import { placeOf, type DocumentRecord, type Sighting } from './document-ledger';
import { type ExtractOptions, immunizationCandidates } from './extract/immunization-candidates';

/** How immunizations are found in pages; when the pages were read is told by the document's record. */
export type Extraction = Omit<ExtractOptions, 'readAt'>;

interface DocumentEvent {
  readonly dataset: Dataset;
  /** The same event has the same id, however often it is written. */
  readonly id: string;
  /** ISO 8601, milliseconds, UTC: when it happened. */
  readonly time: string;
  /** When it is landed, where that is another time. @default time */
  readonly arrivedAt?: string;
  /** Orders the events of one document: the later has the greater. */
  readonly sequence: number;
  /** Orders the events of one page. @default a page's only one */
  readonly part?: number;
  readonly data: unknown;
}

/** An event as a record for bronze. */
export function documentEvent({
  dataset,
  id,
  time,
  arrivedAt = time,
  sequence,
  part,
  data,
}: DocumentEvent): ArrivedRecord {
  const attributes = { id, source: '/headwater/documents', time: new Date(time) };
  return {
    sequenceNumber: String(sequence),
    ...(part !== undefined && { subSequence: part }),
    arrivedAt: Date.parse(arrivedAt),
    data: Buffer.from(cloudEvent(dataset, attributes, JSON.stringify(data))),
  };
}

/** What a page event tells of a page. */
export function pageEvent(record: DocumentRecord, page: DocumentPage): ArrivedRecord {
  return documentEvent({
    dataset: documentPages,
    id: `${record.documentId}-${record.attempt}-${page.page}`,
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
export function fieldEvents(record: DocumentRecord, { page, fields }: DocumentPage): ArrivedRecord[] {
  return fields.map(({ key, value, confidence, selection }, index) =>
    partEvent(record, documentFields, page, ['field', index + 1], {
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
): ArrivedRecord[] {
  const found = immunizationCandidates([page], { ...options, readAt: record.at });
  return found.map(({ needsReview, ...stated }, index) =>
    partEvent(record, documentImmunizations, page.page, ['immunization', before + index + 1], {
      candidate: before + index + 1,
      ...stated,
      needs_review: needsReview,
    }),
  );
}

function partEvent(
  record: DocumentRecord,
  dataset: Dataset,
  page: number,
  [kind, part]: readonly [kind: string, part: number],
  data: object,
): ArrivedRecord {
  return documentEvent({
    dataset,
    id: `${record.documentId}-${record.attempt}-${page}-${kind}-${part}`,
    time: record.at,
    sequence: sequenceOf(record, page),
    part,
    data: { document_id: record.documentId, page, ...data },
  });
}

/** Textract reads at most 3,000 pages, so a later attempt is above every page of an earlier one. */
function sequenceOf({ attempt }: DocumentRecord, page: number): number {
  return attempt * 1_000_000 + page;
}

/** The events of a document's arrival, told from what the ledger keeps of it whatever has happened since. */
export function arrivalEvents(record: DocumentRecord): ArrivedRecord[] {
  const seenAt = record.sightings[0]?.seenAt ?? record.pulledAt;
  const arrived = { ...record, reason: null, pages: null };
  return [
    stateLine({ ...arrived, state: 'seen', at: seenAt }, 0),
    stateLine({ ...arrived, state: 'pulled', at: record.pulledAt }, 1),
  ];
}

/** The event of the state a ledger entry is in. */
export function stateEvent({ value, version }: LedgerEntry<DocumentRecord>): ArrivedRecord {
  return stateLine(value, version);
}

function stateLine(record: DocumentRecord, sequence: number): ArrivedRecord {
  const { documentId, state, reason, pages, bytes, at } = record;
  const [sighting] = record.sightings;
  return documentEvent({
    dataset: documents,
    id: `${documentId}-${state}-${sequence}`,
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

/**
 * The event of one name under which a document was found, as the ledger has entered it.
 *
 * @param arrivedAt ISO 8601: when it is landed
 */
export function sightingEvent(
  id: string,
  record: DocumentRecord,
  found: Sighting,
  arrivedAt: string,
): ArrivedRecord {
  const place = placeOf(record, found);
  const { server, path, size, modifiedAt, seenAt, takenAt } = record.sightings[place] ?? found;
  const taken = takenAt ?? record.pulledAt;
  return documentEvent({
    dataset: documentSightings,
    id,
    time: taken,
    arrivedAt,
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

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
