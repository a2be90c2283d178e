import { createHash } from 'node:crypto';
import type { Finding } from '../../../core/validation/finding';
import type { ResourcePlace, ResourceRules } from '../../../core/validation/resource-rules';
import { BundlePatients } from './bundle-patients';
import { PERSON, RESOURCE_ID } from './envelope-attributes';
import { isObject } from './identifier';
import { personOf } from './person';
import { restOf, urnOf } from './reference';

/** What the edge adds to an Immunization: who it is about, and an id when the sender gave none. */
export const immunizationRules: ResourceRules = {
  resourceType: 'Immunization',
  openBundle: (digest) => new BundlePatients(digest),
  serverOf: (url) => restOf(url)?.base,
  attributes(resource, place) {
    const person = personOf(resource, place);
    if (person === undefined) return { finding: unknownPerson(resource) };
    const id = typeof resource.id === 'string' ? {} : { [RESOURCE_ID]: derivedId(place, person) };
    return { attributes: { [PERSON]: person, ...id } };
  },
};

/** Silver quarantines the same records: under `patient_reference` those with a reference, the others as `required`. */
function unknownPerson({ patient }: Readonly<Record<string, unknown>>): Finding {
  const hasReference = isObject(patient) && typeof patient.reference === 'string';
  return {
    path: hasReference ? '$.patient.reference' : '$.patient',
    expected:
      'an identifier, or a reference to a Patient: Patient/id, a URL that ends so, urn:uuid:, or what is in the same Bundle or contained and has an identifier',
    found: hasReference ? 'a reference that leads to no person' : 'nothing that tells a person',
    rule: hasReference ? 'patient_reference' : 'required',
  };
}

/** The same in every try: the UUID an entry has as its `fullUrl`, else one made from person and content. */
function derivedId({ fullUrl, text }: ResourcePlace, person: string): string {
  const urn = fullUrl === undefined ? undefined : urnOf(fullUrl);
  if (urn?.startsWith('urn:uuid:') === true) return urn.slice('urn:uuid:'.length);
  return createHash('sha256').update(`${person}\n${text}`).digest('hex');
}
