import { MAX_FINDINGS, kindOf, type Finding, type Validator } from '../../../core/validation/finding';
import { toValidator } from '../../../core/validation/validator';
import * as compiled from '../validator.generated';
import { NAMES_OF_OTHER_RELEASES, otherRelease } from './releases';

const validateSchema = toValidator(compiled, { alsoKnown: NAMES_OF_OTHER_RELEASES });

/**
 * Checks one parsed FHIR R4 Immunization. A resource of another release is refused with a finding that
 * says so before any other; of one that is no Immunization only that is told.
 *
 * @example
 * ```ts
 * validateImmunization({ resourceType: 'Immunization', status: 'completed' });
 * // [{ path: '$.patient', expected: 'a Reference with ...', found: 'nothing', rule: 'required' }, ...]
 * ```
 * @see https://hl7.org/fhir/R4/immunization.html
 */
export const validateImmunization: Validator = Object.assign(findingsOf, {
  accepts: validateSchema.accepts,
  knows: validateSchema.knows,
});

function findingsOf(value: unknown): readonly Finding[] {
  const findings = validateSchema(value);
  if (findings.length === 0) return findings;
  const foreign = otherResource(value);
  if (foreign !== undefined) return [foreign];
  const release = otherRelease(value);
  return release === undefined ? findings : [release, ...findings].slice(0, MAX_FINDINGS);
}

function otherResource(value: unknown): Finding | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { resourceType } = value as { readonly resourceType?: unknown };
  if (resourceType === 'Immunization') return undefined;
  return {
    path: '$.resourceType',
    expected: '"Immunization"',
    found: kindOf(resourceType),
    rule: 'resourceType',
  };
}
