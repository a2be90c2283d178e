import { userInfo } from 'node:os';
import { accesses, ConsoleError, seesAll, type Decided, type Decision } from '../../core/console';
import { covers, MOST_RESTRICTED, type Dataset } from '../../core/contracts';
import type { PersonaConfig } from '../../core/governance';
import type { SqlRow } from '../../core/ports';
import { qualified, silverTable } from '../../core/tables';
import { documentFields } from '../../datasets/documents/document_fields';
import { documentPages } from '../../datasets/documents/document_pages';
import type { FieldDecision } from '../../lambdas/documents/document-event';
import { DocumentStore } from '../../lambdas/documents/document-store';
import type { LocalLake } from '../lake';

/** Whether a persona may look at documents and decide what their fields say: a page shows all there is of somebody. */
export function mayReview(persona: PersonaConfig, datasets: readonly Dataset[]): boolean {
  const found = accesses(persona, datasets);
  return (
    covers(persona.clearance, MOST_RESTRICTED) &&
    seesAll(found, silverTable(documentPages), 'document_id', 'text') &&
    seesAll(found, silverTable(documentFields), 'document_id', 'field_value', 'value_read')
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
      by: `${userInfo().username} as ${persona.name}`,
      at: lake.clock.now().toISOString(),
    };
    // The same again is the decision that stands.
    if (row.review === null || row.field_value !== value) {
      await new DocumentStore(lake.bronze).logDecision(decision);
      await lake.transformPending({ isSparing: true });
    }
    return { review: value === decision.valueRead ? 'confirmed' : 'corrected' };
  }

  private check(persona: PersonaConfig): void {
    if (!mayReview(persona, this.lake.datasets)) throw new ConsoleError(403, REFUSED);
  }
}

/** What the reader had read, whatever has been decided since. */
function readOf(row: SqlRow): Pick<FieldDecision, 'key' | 'valueRead' | 'confidence' | 'selection'> {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    key: text(row.field_name),
    valueRead: text(row.review === null ? row.field_value : row.value_read),
    confidence: row.confidence === null ? null : Number(row.confidence),
    selection: row.is_selection === true,
  };
}
