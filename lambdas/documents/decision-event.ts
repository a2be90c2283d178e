import type { ArrivedRecord } from '../../core/bronze';
import type { ImmunizationReview, StatedImmunization } from '../../core/console';
import { documentFields } from '../../datasets/documents/document_fields';
import { documentImmunizations } from '../../datasets/documents/document_immunizations';
import { documentEvent } from './document-event';

/** What a person has decided of a field, beside the picture of its page. */
export interface FieldDecision {
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
  /** Place among the page's fields, from 1. */
  readonly field: number;
  readonly key: string | null;
  /** What the reader had read, and what it is. */
  readonly valueRead: string | null;
  readonly value: string;
  /** Percent, as it was read. */
  readonly confidence: number | null;
  readonly selection: boolean;
  /** The account, and the persona as which. */
  readonly by: string;
  /** ISO 8601, milliseconds, UTC. */
  readonly at: string;
}

/** The event of a decision: a field as the reader tells it, with what is right, who says so and since when. */
export function fieldDecisionEvent(decision: FieldDecision): ArrivedRecord {
  const { documentId, page, field, key, valueRead, value, confidence, selection, by, at } = decision;
  return documentEvent({
    dataset: documentFields,
    id: `${documentId}-${page}-field-${field}-decided-${Date.parse(at)}`,
    time: at,
    sequence: Date.parse(at),
    part: field,
    data: {
      document_id: documentId,
      page,
      field,
      key,
      value,
      confidence,
      selection,
      review: value === valueRead ? 'confirmed' : 'corrected',
      value_read: valueRead,
      decided_by: by,
      decided_at: at,
    },
  });
}

/** Columns of a candidate that a person can put right. */
export const STATED = [
  'vaccine_name',
  'cvx_code',
  'occurred_on',
  'lot_number',
  'body_site',
  'patient_name',
] as const satisfies readonly (keyof StatedImmunization)[];

/** What a person has decided of an immunization that was found in a document. */
export interface ImmunizationDecision {
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
  /** Place among the document's candidates, from 1. */
  readonly candidate: number;
  readonly review: ImmunizationReview;
  /** What the reader had read, and what holds. */
  readonly read: StatedImmunization;
  readonly stated: StatedImmunization;
  /** Percent, as it was read. */
  readonly confidence: number;
  /** The account, and the persona as which. */
  readonly by: string;
  /** ISO 8601, milliseconds, UTC. */
  readonly at: string;
}

/** The columns in which two differ. */
export function changedColumns(
  read: StatedImmunization,
  stated: StatedImmunization,
): (keyof StatedImmunization)[] {
  return STATED.filter((name) => read[name] !== stated[name]);
}

/** The event of a decision: a candidate as the reader tells it, with what is right, who says so and since when. */
export function immunizationDecisionEvent(decision: ImmunizationDecision): ArrivedRecord {
  const { documentId, page, candidate, review, read, stated, confidence, by, at } = decision;
  return documentEvent({
    dataset: documentImmunizations,
    id: `${documentId}-${page}-immunization-${candidate}-decided-${Date.parse(at)}`,
    time: at,
    sequence: Date.parse(at),
    part: candidate,
    data: {
      document_id: documentId,
      page,
      candidate,
      vaccine: stated.vaccine_name,
      cvx: stated.cvx_code,
      date: stated.occurred_on,
      lot: stated.lot_number,
      site: stated.body_site,
      patient: stated.patient_name,
      confidence,
      needs_review: false,
      review,
      changed: changedColumns(read, stated).join(',') || null,
      values_read: JSON.stringify(read),
      decided_by: by,
      decided_at: at,
    },
  });
}
