type Json = Readonly<Record<string, unknown>>;

/**
 * A FHIR Identifier as one text, `system|value`. One without a system means something to its sender only,
 * whose source stands for the system.
 *
 * @returns undefined when it has no value
 * @see https://hl7.org/fhir/R4/datatypes.html#Identifier
 */
export function identifierToken(identifier: unknown, source: string): string | undefined {
  if (!isObject(identifier)) return undefined;
  const { system, value } = identifier;
  if (typeof value !== 'string' || !HAS_CONTENT.test(value)) return undefined;
  const space = typeof system === 'string' && HAS_CONTENT.test(system) ? system : source;
  return `${space.replaceAll('|', '%7C')}|${value}`;
}

const HAS_CONTENT = /[^ \t\r\n]/;

/** The identifier that names a person: the first official one, else the first that isn't old. */
export function bestIdentifier(identifiers: unknown, source: string): string | undefined {
  const usable = (Array.isArray(identifiers) ? identifiers : [])
    .filter(isObject)
    .filter(({ use, value }) => use !== 'old' && typeof value === 'string' && HAS_CONTENT.test(value));
  return identifierToken(usable.find(({ use }) => use === 'official') ?? usable[0], source);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
