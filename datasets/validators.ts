import type { Dataset } from '../core/contracts';
import type { Validator } from '../core/validation/finding';
import { validatorFrom } from '../core/validation/from-contract';
import { validateImmunization } from './immunizations/fhir/validate';

/** Datasets whose payload has a schema of its own, stricter than what the contract's columns ask for. */
const validators = new Map<string, Validator>([['immunizations', validateImmunization]]);

/** The edge's validator of a dataset: its own, or the one that follows from its contract. */
export function validatorOf(dataset: Dataset): Validator {
  const known = validators.get(dataset.name) ?? validatorFrom(dataset);
  validators.set(dataset.name, known);
  return known;
}
