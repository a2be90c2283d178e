import type { ErrorObject } from 'ajv';
import type { Finding, Validator } from './finding';
import { findingsFromAjv } from './from-ajv';

/** A module written by `compileValidator`. */
export interface CompiledValidator {
  /** True only for valid values; fast. */
  readonly accepts: (value: unknown) => boolean;
  /** Ajv's errors, none for a valid value. */
  readonly explain: (value: unknown) => readonly ErrorObject[];
  /** The property names of the schema. */
  readonly names: readonly string[];
}

/** How a {@link Validator} is made from a compiled module. */
export interface ValidatorOptions {
  /** Names which findings may show beside those of the schema. @default none */
  readonly alsoKnown?: readonly string[];
}

/** Puts the fast path and the explanation together: what is valid costs only the fast path. */
export function toValidator(compiled: CompiledValidator, options: ValidatorOptions = {}): Validator {
  const known = new Set([...compiled.names, ...(options.alsoKnown ?? [])]);
  const accepts = (value: unknown): boolean => within(() => compiled.accepts(value)) ?? false;
  const findings = (value: unknown): readonly Finding[] =>
    accepts(value)
      ? NONE
      : (within(() => findingsFromAjv(compiled.explain(value), value, known)) ?? [TOO_DEEP]);
  return Object.assign(findings, { accepts, knows: (name: string) => known.has(name) });
}

/** @returns undefined when the stack was too small */
function within<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const NONE: readonly Finding[] = Object.freeze([]);

/** Validation recurses where the schema does; a record that exhausts the stack is refused, not fatal. */
const TOO_DEEP: Finding = {
  path: '$',
  expected: 'a record of reasonable depth',
  found: 'deeper nesting',
  rule: 'depth',
};
