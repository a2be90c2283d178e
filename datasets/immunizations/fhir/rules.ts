import type { Choice, JsonSchema } from '../../../core/validation/json-schema';

/** The value set of `Immunization.status`. */
export const STATUSES = ['completed', 'entered-in-error', 'not-done'] as const;

/** What a type adds to the official schema. */
export interface TypeRules {
  /** Properties that have to be there, beside those the official schema asks for. */
  readonly required?: readonly string[];
  readonly choice?: readonly Choice[];
  /** Properties which the official schema leaves open, or lacks. */
  readonly properties?: Readonly<Record<string, JsonSchema | boolean>>;
}

/**
 * Rules of the specification which its JSON Schema does not state: value sets, primitives that have
 * to be there, which of several names may stand beside each other, and the invariants.
 *
 * @see https://hl7.org/fhir/R4/immunization.html
 * @see https://hl7.org/fhir/R4/datatypes.html
 */
export function rulesOf(type: string, properties: readonly string[]): TypeRules {
  return type === 'Extension' ? extensionRules(properties) : (RULES[type] ?? {});
}

/** Types that narrow another one for a single place. */
export const NARROWED: Readonly<Record<string, string>> = { PatientReference: 'Reference' };

const RULES: Readonly<Record<string, TypeRules>> = {
  Immunization: {
    required: ['status'],
    properties: {
      status: { enum: [...STATUSES], rule: 'status' },
      resourceType: { const: 'Immunization', rule: 'resourceType' },
      patient: { $ref: '#/definitions/PatientReference' },
    },
    choice: [oneOf('occurrence[x]', ['occurrenceDateTime', 'occurrenceString'], 1)],
  },
  PatientReference: {
    choice: [
      {
        of: ['reference', 'identifier', 'display', 'extension'],
        min: 1,
        expected: 'a Reference with reference, identifier or display',
        rule: 'patient',
      },
    ],
  },
  Immunization_Performer: { required: ['actor'] },
  Immunization_Education: {
    choice: [
      { of: ['documentType', 'reference'], min: 1, expected: 'documentType or reference', rule: 'imm-1' },
    ],
  },
  Immunization_ProtocolApplied: {
    choice: [
      oneOf('doseNumber[x]', ['doseNumberPositiveInt', 'doseNumberString'], 1),
      oneOf('seriesDoses[x]', ['seriesDosesPositiveInt', 'seriesDosesString'], 0),
    ],
  },
  Annotation: {
    choice: [
      oneOf('author[x]', ['authorReference', 'authorString'], 0),
      { of: ['text'], min: 1, at: 'text', expected: 'the text of the note', rule: 'required' },
    ],
  },
  Narrative: { required: ['status', 'div'] },
  Quantity: {
    properties: { comparator: { enum: ['<', '<=', '>=', '>'] } },
  },
  ResourceList: {
    properties: {
      resourceType: { type: 'string', pattern: '^[A-Z][A-Za-z]+$', expected: 'the name of a resource type' },
      id: { $ref: '#/definitions/id' },
      contained: false,
    },
  },
};

function oneOf(at: string, of: readonly string[], min: 0 | 1): Choice {
  const words = of.join(' or ');
  const expected = min === 1 ? `exactly one of ${words}` : `at most one of ${words}`;
  return { of, min, max: 1, at, expected, rule: 'choice' };
}

/** ext-1: an extension has either a value or extensions of its own. */
function extensionRules(properties: readonly string[]): TypeRules {
  const values = properties.filter((name) => name.startsWith('value'));
  const expected = 'one value[x], or extensions, not both';
  return {
    required: ['url'],
    choice: [{ of: ['extension', ...values], min: 1, max: 1, expected, rule: 'ext-1' }],
  };
}
