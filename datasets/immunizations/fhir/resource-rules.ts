import { createHash } from 'node:crypto';
import type { ResourcePlace, ResourceRules } from '../../../core/validation/resource-rules';
import { BundlePatients } from './bundle-patients';
import { PERSON, RESOURCE_ID } from './envelope-attributes';
import { personOf } from './person';
import { urnOf } from './reference';

/** What the edge adds to an Immunization: who it is about, and an id when the sender gave none. */
export const immunizationRules: ResourceRules = {
  resourceType: 'Immunization',
  openBundle: (digest, source) => new BundlePatients(digest, source),
  attributes(resource, place) {
    const person = personOf(resource, place);
    if (person === undefined) {
      return {
        finding: {
          path: '$.patient',
          expected:
            'an identifier, or a reference to a Patient: Patient/id, a URL that ends so, urn:uuid:, or what is in the same Bundle or contained and has an identifier',
          found: 'a reference that tells no person',
          rule: 'patient',
        },
      };
    }
    const id = typeof resource.id === 'string' ? {} : { [RESOURCE_ID]: derivedId(place, person) };
    return { attributes: { [PERSON]: person, ...id } };
  },
};

/** The same in every try: the UUID an entry has as its `fullUrl`, else one made from person and content. */
function derivedId({ fullUrl, text }: ResourcePlace, person: string): string {
  const urn = fullUrl === undefined ? undefined : urnOf(fullUrl);
  if (urn?.startsWith('urn:uuid:') === true) return urn.slice('urn:uuid:'.length);
  return createHash('sha256').update(`${person}\n${text}`).digest('hex');
}
