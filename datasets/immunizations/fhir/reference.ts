/** Parts of a RESTful reference: `[base/]Type/id[/_history/version]`. */
export interface Rest {
  /** Undefined for a relative reference; ends without a slash. */
  readonly base: string | undefined;
  readonly type: string;
  readonly id: string;
}

const REST =
  /^(?:([A-Za-z]+:\/\/[^/?#\s]+)((?:\/[^/?#\s]+)*)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const URN = /^urn:(?:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|oid:[0-2](?:\.(?:0|[1-9][0-9]*))+)$/;

/** @see https://hl7.org/fhir/R4/references.html#literal */
export function restOf(reference: string): Rest | undefined {
  const [match, host, path = '', type = '', id = ''] = REST.exec(reference) ?? [];
  if (match === undefined) return undefined;
  return { base: host === undefined ? undefined : host.toLowerCase() + path, type, id };
}

/** A UUID or OID as a URI, in the one form it has; undefined for anything else. */
export function urnOf(reference: string): string | undefined {
  const urn = reference.toLowerCase();
  return URN.test(urn) ? urn : undefined;
}

export function urlOf({ base, type, id }: Rest, at: string): string {
  return `${base ?? at}/${type}/${id}`;
}
