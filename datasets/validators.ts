import type { Dataset } from '../core/contracts';
import type { Validator } from '../core/validation/finding';
import { validatorFrom } from '../core/validation/from-contract';
import type { ResourceRules } from '../core/validation/resource-rules';
import { immunizationRules } from './immunizations/fhir/resource-rules';
import { validateImmunization } from './immunizations/fhir/validate';

/** Datasets whose payload has a schema of its own, stricter than what the contract's columns ask for. */
const validators = new Map<string, Validator>([['immunizations', validateImmunization]]);

/** The edge's validator of a dataset: its own, or the one that follows from its contract. */
export function validatorOf(dataset: Dataset): Validator {
  const known = validators.get(dataset.name) ?? validatorFrom(dataset);
  validators.set(dataset.name, known);
  return known;
}

const rules = new Map<string, ResourceRules>([['immunizations', immunizationRules]]);

/** What the edge knows of a dataset's records as resources; undefined for those that are none. */
export function resourceRulesOf(dataset: Dataset): ResourceRules | undefined {
  return rules.get(dataset.name);
}
