import type { ColumnContract, ColumnType, Dataset } from '../contracts';
import { kindOf, MAX_FINDINGS, type Finding, type Validator } from './finding';

interface PathRule {
  readonly path: string;
  /** Property names and array places from the payload's root. */
  readonly steps: readonly string[];
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
    knows: (name: string) => names.has(name),
  });
}

function ruleOf(column: ColumnContract): PathRule[] {
  const { from } = column;
  const path = typeof from === 'string' ? from : 'path' in from ? from.path : undefined;
  if (path === undefined) return [];
  return [{ path, steps: path.slice(1).match(/[^.[\]]+/g) ?? [], column }];
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

function valueAt(record: object, steps: readonly string[]): unknown {
  let value: unknown = record;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** Text that silver can cast to the type. Times: ISO 8601, a zone only together with a time. */
const TEXT: Readonly<Record<string, RegExp>> = {
  int: /^[+-]?\d{1,10}$/,
  bigint: /^[+-]?\d{1,19}$/,
  double: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
  decimal: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  boolean: /^(true|false)$/i,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamp: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/,
};

function fits(value: Scalar, { type, oneOf, from }: ColumnContract): boolean {
  if (oneOf) return oneOf.includes(String(value));
  // An expression over the path's text may take other forms than the type's own.
  if (type === 'string' || typeof from !== 'string') return true;
  const text = String(value);
  if (TEXT[baseOf(type)]?.test(text) !== true) return false;
  return type !== 'date' && type !== 'timestamp' ? true : !Number.isNaN(Date.parse(text.slice(0, 10)));
}

const baseOf = (type: ColumnType): string => type.replace(/\(.*/, '');

function wording({ type, oneOf, required }: ColumnContract): string {
  const kind = oneOf
    ? `one of ${oneOf.join(', ')}`
    : type === 'string'
      ? 'text, a number or a boolean'
      : `a value of type ${type}`;
  return required ? kind : `${kind}, or nothing`;
}
