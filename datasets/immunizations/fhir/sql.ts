import type { RawRecord } from '../../../core/contracts';
import { PERSON, RESOURCE_ID } from './envelope-attributes';

/** CVX as FHIR names it. @see https://hl7.org/fhir/R4/cvx.html */
export const CVX_SYSTEM = 'http://hl7.org/fhir/sid/cvx';

const field = (json: string, name: string): string => `json_extract_scalar(${json}, '$.${name}')`;
const array = (json: string): string => `TRY_CAST(${json} AS array(json))`;
/** A value made from the first item that fits: the lambdas name the item `c`, so that it is found once. */
const fromFirst = (list: string, condition: string, value: string): string =>
  `element_at(transform(filter(${array(list)}, c -> ${condition}), c -> ${value}), 1)`;

const isCvx = (system: string): string =>
  `${system} IN ('${CVX_SYSTEM}', 'urn:oid:2.16.840.1.113883.12.292')`;
const HAS_CODE = `${field('c', 'code')} IS NOT NULL`;
const IS_CODED_CVX = `${isCvx(field('c', 'system'))} AND ${HAS_CODE}`;

const CODINGS = '$.vaccineCode.coding';

/** The first coding of all is nearly always the one, and is found without taking the list apart. */
function firstIsCvx({ scalar }: RawRecord): string {
  return `(${isCvx(scalar(`${CODINGS}[0].system`))} AND ${scalar(`${CODINGS}[0].code`)} IS NOT NULL)`;
}

/** The code of the first CVX coding that has one, with two digits at least: `8` and `08` are one vaccine. */
export function cvxCode(record: RawRecord): string {
  const padded = (code: string): string =>
    `regexp_replace(regexp_replace(${code}, '^([0-9])\\z', '0$1'), '^0+([0-9]{2,})\\z', '$1')`;
  const first = padded(record.scalar(`${CODINGS}[0].code`));
  const any = fromFirst(record.json(CODINGS), IS_CODED_CVX, padded(field('c', 'code')));
  return `CASE WHEN ${firstIsCvx(record)} THEN ${first} ELSE ${any} END`;
}

/** The name in the CVX coding. */
export function cvxDisplay(record: RawRecord): string {
  const any = fromFirst(record.json(CODINGS), IS_CODED_CVX, field('c', 'display'));
  return `CASE WHEN ${firstIsCvx(record)} THEN ${record.scalar(`${CODINGS}[0].display`)} ELSE ${any} END`;
}

/** A field of the first coding that has a code when no CVX coding has. */
export function firstCoding(record: RawRecord, name: 'system' | 'code'): string {
  const codings = record.json(CODINGS);
  const noCvx = `cardinality(filter(${array(codings)}, c -> ${IS_CODED_CVX})) = 0`;
  return `CASE WHEN ${firstIsCvx(record)} THEN NULL WHEN ${noCvx} THEN ${fromFirst(codings, HAS_CODE, field('c', name))} END`;
}

/** The resource's id, or the one the edge gave it. */
export function resourceId({ scalar, attribute }: RawRecord): string {
  return `coalesce(${scalar('$.id')}, ${attribute(RESOURCE_ID)})`;
}

/** Space, and signs nobody sees. */
const UNSEEN = '[\\p{Z}\\p{Cc}\\p{Cf}]+';
/** Text that is seen as it is. */
const PLAIN = '^[!-~]([ -~]*[!-~])?\\z';
const seen = (text: string): string =>
  `CASE WHEN regexp_like(${text}, '${PLAIN}') THEN ${text} ELSE nullif(regexp_replace(normalize(${text}, NFC), '^${UNSEEN}|${UNSEEN}\\z'), '') END`;
const ID = '[A-Za-z0-9\\-.]{1,64}';
const SERVER = '^[A-Za-z]+://[^/?#\\s]+';
const VERSION = `(/_history/${ID})?\\z`;
const URN = '^urn:(uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|oid:[0-2](\\.(0|[1-9][0-9]*))+)\\z';

/**
 * Who the record is about: what the edge found out with the whole Bundle before it, else what the record
 * tells by itself. The same rules as `personOf`.
 */
export function person({ scalar, json, attribute }: RawRecord): string {
  const source = attribute('source');
  // Most records have no identifier; where there is none, nothing is to be spelled.
  const token = (system: string, value: string): string =>
    `CASE WHEN ${value} IS NOT NULL THEN replace(coalesce(CASE WHEN ${system} IS NOT NULL THEN ${seen(system)} END, ${source}), '|', '%7C') || '|' || ${seen(value)} END`;
  const reference = scalar('$.patient.reference');
  const withoutVersion = `regexp_replace(${reference}, '/_history/[^/]+\\z', '')`;
  return `coalesce(${attribute(PERSON)}, CASE WHEN coalesce(${scalar('$.patient.type')}, 'Patient') IN ('Patient', 'http://hl7.org/fhir/StructureDefinition/Patient') THEN coalesce(
      ${token(scalar('$.patient.identifier.system'), scalar('$.patient.identifier.value'))},
      CASE
        WHEN ${reference} LIKE '#%' THEN ${containedPerson(json('$.contained'), reference, token)}
        WHEN regexp_like(${reference}, '^Patient/${ID}${VERSION}') THEN ${source} || '/' || ${withoutVersion}
        WHEN regexp_like(${reference}, '${SERVER}(/[^/?#\\s]+)*/Patient/${ID}${VERSION}')
          THEN lower(regexp_extract(${reference}, '${SERVER}')) || regexp_replace(${withoutVersion}, '${SERVER}', '')
        WHEN regexp_like(lower(${reference}), '${URN}') THEN lower(${reference})
      END) END)`;
}

/** Each step's outcome is named by a lambda's parameter, so that it is written and computed once. */
function containedPerson(
  contained: string,
  reference: string,
  token: (system: string, value: string) => string,
): string {
  const isMeant = `${field('c', 'resourceType')} = 'Patient' AND ${field('c', 'id')} = substr(${reference}, 2)`;
  const patients = `filter(${array(contained)}, c -> ${isMeant})`;
  const only = `element_at(filter(ARRAY[${patients}], p -> cardinality(p) = 1), 1)`;
  const isUsable = `coalesce(${field('i', 'use')}, '') <> 'old' AND ${seen(field('i', 'value'))} IS NOT NULL`;
  const usable = `filter(${array("json_extract(p, '$.identifier')")}, i -> ${isUsable})`;
  const first = (condition: string): string => `element_at(filter(u, i -> ${condition}), 1)`;
  const best = `coalesce(${first(`${field('i', 'use')} = 'official'`)}, ${first(`coalesce(${field('i', 'use')}, '') <> 'temp'`)}, element_at(u, 1))`;
  const identifiers = `transform(transform(${only}, p -> ${usable}), u -> ${best})`;
  return `element_at(transform(${identifiers}, b -> ${token(field('b', 'system'), field('b', 'value'))}), 1)`;
}

/**
 * The UTC instant of a FHIR dateTime: a year, a month or a day stands for its first moment, a leap
 * second, which the clock of SQL doesn't have, for the second before it.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function instantOf(text: string): string {
  const whole = `CASE length(${text}) WHEN 4 THEN ${text} || '-01-01' WHEN 7 THEN ${text} || '-01' ELSE regexp_replace(${text}, ':60(\\.[0-9]+)?(Z|[+-])', ':59$2') END`;
  return `CAST(try(from_iso8601_timestamp(${whole})) AT TIME ZONE 'UTC' AS timestamp(6))`;
}
