import type { ImmunizationCandidate } from '../../../lambdas/documents/extract/immunization-candidates';
import { immunizationCandidates } from '../../../lambdas/documents/extract/immunization-candidates';
import type { DocumentField, DocumentPage, DocumentTable } from '../../../core/ports';

export type Pair = readonly [key: string, value: string, confidence?: number];

/** A page of pairs, in this order, and tables. */
export function pageOf(pairs: readonly Pair[], tables: readonly DocumentTable[] = []): DocumentPage {
  return {
    page: 2,
    text: '',
    meanConfidence: 99,
    lines: [],
    tables,
    marks: [],
    reader: 'textract',
    fields: pairs.map(([key, value, confidence = 99]): DocumentField => ({
      key,
      value,
      confidence,
      selection: false,
    })),
  };
}

/** What is found in pages read on 1 June 2026. */
export function found(
  pages: DocumentPage | readonly DocumentPage[],
  options: Partial<Parameters<typeof immunizationCandidates>[1]> = {},
): ImmunizationCandidate[] {
  return immunizationCandidates([pages].flat(), { readAt: '2026-06-01T10:00:00.000Z', ...options });
}
