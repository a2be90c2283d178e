import type { Dataset } from '../contracts';

/** Something that must hold for every silver row of a dataset. */
export type QualityRule =
  | { readonly kind: 'key'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'complete'; readonly name: string; readonly column: string }
  | {
      readonly kind: 'allowed';
      readonly name: string;
      readonly column: string;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'timely';
      readonly name: string;
      readonly column: string;
      readonly value: string;
      readonly since: string;
      readonly hours: number;
    };

/** The rules that a contract implies. What a load enforces record by record, they check over the whole table. */
export function qualityRules(dataset: Dataset): QualityRule[] {
  return [
    { kind: 'key', name: 'key_is_unique', columns: dataset.key },
    ...Object.entries(dataset.columns).flatMap(([column, { required, oneOf }]): QualityRule[] => [
      ...(required ? [{ kind: 'complete' as const, name: `${column}_is_complete`, column }] : []),
      ...(oneOf ? [{ kind: 'allowed' as const, name: `${column}_is_allowed`, column, values: oneOf }] : []),
    ]),
    ...dataset.timeLimits.map(({ column, value, hours }): QualityRule => ({
      kind: 'timely',
      name: `${column}_${value}_ends_within_${hours}_hours`,
      column,
      value,
      since: dataset.eventTime ?? '',
      hours,
    })),
  ];
}
