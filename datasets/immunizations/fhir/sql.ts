/** CVX as FHIR names it. @see https://hl7.org/fhir/R4/cvx.html */
export const CVX_SYSTEM = 'http://hl7.org/fhir/sid/cvx';

const array = (codings: string): string => `CAST(${codings} AS array(json))`;

/** The CVX coding wherever it stands in the list, typed json; NULL when there is none. */
export function cvxCoding(codings: string): string {
  return `element_at(filter(${array(codings)}, c -> json_extract_scalar(c, '$.system') IN ('${CVX_SYSTEM}', 'urn:oid:2.16.840.1.113883.12.292')), 1)`;
}

/** A field of the first coding when none is CVX. */
export function firstCoding(codings: string, field: 'system' | 'code'): string {
  return `CASE WHEN ${cvxCoding(codings)} IS NULL THEN json_extract_scalar(element_at(${array(codings)}, 1), '$.${field}') END`;
}

/**
 * The logical id in a literal reference: the segment after the type in `Patient/x`, an absolute URL or
 * `Patient/x/_history/1`; what follows `urn:uuid:`; else the fallback.
 *
 * @see https://hl7.org/fhir/R4/references.html#literal
 */
export function logicalId(reference: string, fallback: string): string {
  return `coalesce(regexp_extract(regexp_replace(${reference}, '/_history/[^/]+$', ''), '[^/:]+$'), ${fallback})`;
}

/**
 * The UTC instant of a FHIR dateTime: a year, a month or a day stands for its first moment.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function instantOf(text: string): string {
  const whole = `CASE length(${text}) WHEN 4 THEN ${text} || '-01-01' WHEN 7 THEN ${text} || '-01' ELSE ${text} END`;
  return `CAST(try(from_iso8601_timestamp(${whole})) AT TIME ZONE 'UTC' AS timestamp(6))`;
}
