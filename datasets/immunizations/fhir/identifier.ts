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
  const [space = source, value] = [seen(identifier.system), seen(identifier.value)];
  return value === undefined ? undefined : `${space.replaceAll('|', '%7C')}|${value}`;
}

/** What a reader sees of a text, in one spelling: composed, without space and signs nobody sees around it. */
function seen(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  return text.normalize('NFC').replaceAll(UNSEEN_ENDS, '') || undefined;
}

const UNSEEN_ENDS = /^[\p{Z}\p{Cc}\p{Cf}]+|[\p{Z}\p{Cc}\p{Cf}]+$/gu;

/** The identifier that names a person: the first official one, else the first for good, else the first that isn't old. */
export function bestIdentifier(identifiers: unknown, source: string): string | undefined {
  const usable = (Array.isArray(identifiers) ? identifiers : [])
    .filter(isObject)
    .filter(({ use, value }) => use !== 'old' && seen(value) !== undefined);
  const best =
    usable.find(({ use }) => use === 'official') ?? usable.find(({ use }) => use !== 'temp') ?? usable[0];
  return identifierToken(best, source);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
