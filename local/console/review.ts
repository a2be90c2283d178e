import { userInfo } from 'node:os';
import {
  accesses,
  ConsoleError,
  seesAll,
  type Decided,
  type DecidedImmunization,
  type Decision,
  type ImmunizationVerdict,
  type StatedImmunization,
} from '../../core/console';
import { covers, MOST_RESTRICTED, type Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { SqlRow } from '../../core/ports';
import { qualified, silverTable } from '../../core/tables';
import { documentFields } from '../../datasets/documents/document_fields';
import { documentImmunizations } from '../../datasets/documents/document_immunizations';
import { documentPages } from '../../datasets/documents/document_pages';
import { changedColumns, STATED, type FieldDecision } from '../../lambdas/documents/decision-event';
import { DocumentStore } from '../../lambdas/documents/document-store';
import type { LocalLake } from '../lake';
import { SPARING_MB } from '../transform';

/** Whether a persona may look at documents and decide what they say: a page shows all there is of somebody. */
export function mayReview(persona: PersonaConfig, datasets: readonly Dataset[]): boolean {
  const found = accesses(persona, datasets);
  return (
    covers(persona.clearance, MOST_RESTRICTED) &&
    seesAll(found, silverTable(documentPages), 'document_id', 'text') &&
    seesAll(found, silverTable(documentFields), 'document_id', 'field_value', 'value_read') &&
    seesAll(found, silverTable(documentImmunizations), ...STATED, 'values_read')
  );
}

const REFUSED = 'Documents show people’s health; this persona doesn’t see it';

/** Pictures of documents' pages, and what people decide beside them. */
export class DocumentReview {
  constructor(private readonly lake: LocalLake) {}

  /** @returns a PNG. @throws ConsoleError */
  async picture(
    persona: PersonaConfig,
    { documentId, page }: { readonly documentId: string; readonly page: number },
  ): Promise<Buffer> {
    this.check(persona);
    const { bronze, ledger, clock } = this.lake;
    // What draws takes long to load.
    const { documentPicture } = await import('../sources/documents/document-picture');
    const png = await documentPicture({ bronze, ledger, clock }, documentId, page);
    if (!png) throw new ConsoleError(404, 'There is no picture of this page');
    return Buffer.from(png);
  }

  /** Lands the decision and brings it into silver. @throws ConsoleError */
  async decide(persona: PersonaConfig, { documentId, page, field, value }: Decision): Promise<Decided> {
    this.check(persona);
    const { lake } = this;
    const [row] =
      await lake.query(`SELECT field_name, field_value, value_read, confidence, is_selection, review
FROM ${qualified(silverTable(documentFields))}
WHERE document_id = '${documentId}' AND page = ${page} AND field = ${field}`);
    if (!row) throw new ConsoleError(404, 'There is no such field');
    const decision: FieldDecision = {
      documentId,
      page,
      field,
      value,
      ...readOf(row),
      by: whoIs(persona),
      at: lake.clock.now().toISOString(),
    };
    // The same again is the decision that stands.
    if (row.review === null || row.field_value !== value) {
      await new DocumentStore(lake.bronze).logFieldDecision(decision);
      await lake.transformPending({ sparingMb: SPARING_MB });
    }
    return { review: value === decision.valueRead ? 'confirmed' : 'corrected' };
  }

  /** Lands the verdict on an immunization that was found, and brings it into silver. @throws ConsoleError */
  async decideImmunization(
    persona: PersonaConfig,
    { documentId, page, candidate, isRejected, stated }: ImmunizationVerdict,
  ): Promise<DecidedImmunization> {
    this.check(persona);
    const { lake } = this;
    const [row] = await lake.query(`SELECT ${STATED.join(', ')}, confidence, review, values_read
FROM ${qualified(silverTable(documentImmunizations))}
WHERE document_id = '${documentId}' AND page = ${page} AND candidate = ${candidate}`);
    if (!row) throw new ConsoleError(404, 'There is no such immunization');
    const before = statedOf(row);
    const read = row.review === null ? before : (JSON.parse(String(row.values_read)) as StatedImmunization);
    const holds = isRejected ? read : stated;
    const review = isRejected
      ? 'rejected'
      : changedColumns(read, stated).length > 0
        ? 'corrected'
        : 'confirmed';
    // The same again is the decision that stands.
    if (row.review !== review || changedColumns(before, holds).length > 0) {
      await new DocumentStore(lake.bronze).logImmunizationDecision({
        documentId,
        page,
        candidate,
        review,
        read,
        stated: holds,
        confidence: Number(row.confidence),
        by: whoIs(persona),
        at: lake.clock.now().toISOString(),
      });
      await lake.transformPending({ sparingMb: SPARING_MB });
    }
    return { review };
  }

  private check(persona: PersonaConfig): void {
    if (!mayReview(persona, this.lake.datasets)) throw new ConsoleError(403, REFUSED);
  }
}

const whoIs = ({ name }: PersonaConfig): string => `${userInfo().username} as ${name}`;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function statedOf(row: SqlRow): StatedImmunization {
  return {
    vaccine_name: textOf(row.vaccine_name),
    cvx_code: textOf(row.cvx_code),
    occurred_on: textOf(row.occurred_on),
    lot_number: textOf(row.lot_number),
    body_site: textOf(row.body_site),
    patient_name: textOf(row.patient_name),
  };
}

/** What the reader had read, whatever has been decided since. */
function readOf(row: SqlRow): Pick<FieldDecision, 'key' | 'valueRead' | 'confidence' | 'selection'> {
  return {
    key: textOf(row.field_name),
    valueRead: textOf(row.review === null ? row.field_value : row.value_read),
    confidence: row.confidence === null ? null : Number(row.confidence),
    selection: row.is_selection === true,
  };
}
