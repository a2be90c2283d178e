import type { RedriveReport } from '../../../../lambdas/documents/redrive/redrive-report';

/** What redriving came to. */
export interface Redriven {
  /** Counts, for a person. */
  readonly summary: Readonly<Record<string, number>>;
  readonly report: RedriveReport;
  /** Whether nothing asked for was left out and nothing failed. */
  readonly isWell: boolean;
}

export function leftNobodyOut({ refused, troubled }: RedriveReport): boolean {
  return refused.length + troubled.length === 0;
}
