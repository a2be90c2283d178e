import type { Finding } from '../../../core/validation/finding';

/** Properties of Immunization which only another release has; one of them gives the release away. */
const MARKS: readonly (readonly [release: string, marks: readonly string[]])[] = [
  ['DSTU-2', ['wasNotGiven', 'reported', 'requester']],
  ['STU-3', ['notGiven']],
  [
    'R5',
    ['informationSource', 'basedOn', 'supportingInformation', 'administeredProduct', 'reason', 'participant'],
  ],
  ['DSTU-2 or STU-3', ['date', 'explanation', 'vaccinationProtocol', 'practitioner']],
];

/** Names of other releases below the top level. */
const NESTED_NAMES = [
  'manifestation',
  'doseSequence',
  'doseNumber',
  'seriesDoses',
  'reasonNotGiven',
  'doseStatus',
  'doseStatusReason',
  'description',
  'role',
  'concept',
  'value',
];

/** Names a finding may show although R4 doesn't know them: they come from FHIR, not from a patient. */
export const NAMES_OF_OTHER_RELEASES: readonly string[] = [
  ...MARKS.flatMap(([, marks]) => marks),
  ...NESTED_NAMES,
  'fhir_comments',
];

/**
 * Says which other FHIR release an Immunization that is not R4 looks like.
 *
 * @see https://hl7.org/fhir/DSTU2/immunization.html
 * @see https://hl7.org/fhir/STU3/immunization.html
 * @see https://hl7.org/fhir/R5/immunization.html
 */
export function otherRelease(value: unknown): Finding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const release = MARKS.find(([, marks]) => marks.some((mark) => mark in value))?.[0] ?? nestedRelease(value);
  if (release === undefined) return undefined;
  return {
    path: '$',
    expected: 'a FHIR R4 (4.0.1) Immunization',
    found: `what looks like ${release}`,
    rule: 'fhir-release',
  };
}

/** R5 moved `reaction.detail` to `manifestation` and made `doseNumber` one string. */
function nestedRelease(value: object): string | undefined {
  const { reaction, protocolApplied } = value as Readonly<Record<string, unknown>>;
  return someHas(reaction, 'manifestation') || someHas(protocolApplied, 'doseNumber') ? 'R5' : undefined;
}

function someHas(list: unknown, name: string): boolean {
  return (
    Array.isArray(list) && list.some((item) => typeof item === 'object' && item !== null && name in item)
  );
}
