import { pathSteps, ruleOf as typeRule, type ColumnContract, type Dataset, type Scalar } from '../contracts';
import { kindOf, MAX_FINDINGS, type Finding, type Validator } from './finding';

interface PathRule {
  readonly path: string;
  /** Property names and array places from the payload's root. */
  readonly steps: readonly (string | number)[];
  readonly column: ColumnContract;
}

/**
 * The edge's validator of a dataset that brings no schema of its own: what its contract says of each column
 * that comes from a path. A record that passes is not quarantined for any of these columns.
 */
export function validatorFrom(dataset: Dataset): Validator {
  const rules = Object.values(dataset.columns).flatMap(ruleOf);
  const findings = (value: unknown): readonly Finding[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [{ path: '$', expected: 'an object', found: kindOf(value), rule: 'type' }];
    }
    return rules.flatMap((rule) => check(rule, value) ?? []).slice(0, MAX_FINDINGS);
  };
  const names = new Set(rules.flatMap(({ steps }) => steps));
  return Object.assign(findings, {
    accepts: (value: unknown) => findings(value).length === 0,
    wantsDigits: true,
    knows: (name: string) => names.has(name),
  });
}

function ruleOf(column: ColumnContract): PathRule[] {
  const { from } = column;
  const path = typeof from === 'string' ? from : 'path' in from ? from.path : undefined;
  if (path === undefined) return [];
  return [{ path, steps: pathSteps(path) ?? [], column }];
}

function check({ path, steps, column }: PathRule, record: object): Finding | undefined {
  const value = valueAt(record, steps);
  if (value === undefined || value === null) {
    return column.required
      ? { path, expected: wording(column), found: kindOf(value), rule: 'required' }
      : undefined;
  }
  if (isScalar(value) && fits(value, column)) return undefined;
  return { path, expected: wording(column), found: kindOf(value), rule: column.oneOf ? 'enum' : 'type' };
}

function valueAt(record: object, steps: readonly (string | number)[]): unknown {
  let value: unknown = record;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

function fits(value: Scalar, { type, oneOf, from }: ColumnContract): boolean {
  // A number may be written in several ways, and silver compares what was written.
  if (oneOf) return typeof value !== 'number' && oneOf.includes(String(value));
  // An expression over the path's text may take other forms than the type's own.
  return typeof from === 'string' ? typeRule(type).accepts(value) : true;
}

function wording({ type, oneOf, required }: ColumnContract): string {
  const kind = oneOf
    ? `one of ${oneOf.join(', ')}`
    : type === 'string'
      ? 'text, a number or a boolean'
      : `a value of type ${type}`;
  return required ? kind : `${kind}, or nothing`;
}
