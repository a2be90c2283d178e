import type { Dataset } from '../lib/contracts';
import type { Validator } from '../lib/validation/finding';
import { validateImmunization } from './immunizations/fhir/validate';

const validators: Readonly<Record<string, Validator>> = {
  immunizations: validateImmunization,
};

/**
 * The edge's validator of a dataset.
 *
 * @throws Error when the dataset has none; `npm run generate` makes them from the contracts
 */
export function validatorOf(dataset: Dataset): Validator {
  const validator = validators[dataset.name];
  if (!validator)
    throw new Error(
      `Dataset "${dataset.name}" has no validator: run npm run generate and add it to datasets/validators.ts`,
    );
  return validator;
}
