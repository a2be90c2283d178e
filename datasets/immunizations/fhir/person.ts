import type { ResourcePlace } from '../../../core/validation/resource-rules';
import { bestIdentifier, identifierToken, isObject } from './identifier';
import { restOf, urlOf, urnOf } from './reference';

type Place = Pick<ResourcePlace, 'source' | 'bundle' | 'fullUrl'>;

/**
 * Who an Immunization is about, as one text that means the same person wherever it stands. An identifier
 * comes first. A reference is followed to where it means something: into `contained`, into the Bundle;
 * an absolute one keeps its server, a relative one gets its sender's source, a URN stands for itself.
 *
 * @returns undefined when nothing tells
 * @see https://hl7.org/fhir/R4/references.html
 */
export function personOf(
  { patient, contained }: Readonly<Record<string, unknown>>,
  place: Place,
): string | undefined {
  if (!isObject(patient)) return undefined;
  const { reference, identifier, type } = patient;
  if (type !== undefined && !PATIENT_TYPES.has(type)) return undefined;
  const named = identifierToken(identifier, place.source);
  if (named !== undefined || typeof reference !== 'string') return named;
  return reference.startsWith('#')
    ? containedPerson(contained, reference.slice(1), place.source)
    : referredPerson(reference, place);
}

const PATIENT_TYPES = new Set<unknown>(['Patient', 'http://hl7.org/fhir/StructureDefinition/Patient']);

function containedPerson(contained: unknown, id: string, source: string): string | undefined {
  const target = (Array.isArray(contained) ? contained : [])
    .filter(isObject)
    .filter((one) => one.resourceType === 'Patient' && one.id === id);
  return target.length === 1 ? bestIdentifier(target[0]?.identifier, source) : undefined;
}

function referredPerson(reference: string, { source, bundle, fullUrl }: Place): string | undefined {
  const target = bundle?.find(reference, fullUrl);
  if (target) return target.identity;
  const searched = bundle && /^Patient\?identifier=([^&]+)$/.exec(reference)?.[1];
  if (searched !== undefined) return searchedPerson(searched, source);
  const rest = restOf(reference);
  if (rest === undefined) return urnOf(reference);
  return rest.type === 'Patient' ? urlOf(rest, source) : undefined;
}

/** A conditional reference of a transaction. See https://hl7.org/fhir/R4/http.html#trules */
function searchedPerson(parameter: string, source: string): string | undefined {
  const [, system = '', value] = /^(?:([^|]*)\|)?(.*)$/.exec(decoded(parameter)) ?? [];
  return identifierToken({ system, value }, source);
}

function decoded(parameter: string): string {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return '';
  }
}
