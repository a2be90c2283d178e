import type { JsonSchema } from '../../../core/validation/json-schema';
import official from './immunization.schema.json';
import { PRIMITIVES } from './primitives';
import { NARROWED, rulesOf } from './rules';

/** Types whose members are not all listed. */
const OPEN = new Set(['ResourceList']);

/**
 * The schema the edge checks: the official one with exact primitive types and the rules that JSON
 * Schema tools would otherwise let pass.
 */
export function immunizationSchema(): JsonSchema {
  const source: JsonSchema = official;
  const base = source.definitions ?? {};
  const narrowed = Object.entries(NARROWED).map(([name, wider]) => [name, base[wider]] as const);
  const definitions = [...Object.entries(base), ...narrowed].map(([name, definition]) => {
    return [name, PRIMITIVES[name] ?? strict(name, definition as JsonSchema)] as const;
  });
  return { ...source, type: 'object', definitions: Object.fromEntries(definitions) };
}

/** Objects have content and arrays items, for FHIR knows no empty ones. */
function strict(name: string, definition: JsonSchema): JsonSchema {
  const rules = rulesOf(name, Object.keys(definition.properties ?? {}));
  const members = Object.entries({ ...definition.properties, ...rules.properties });
  const required = [...new Set([...(definition.required ?? []), ...(rules.required ?? [])])];
  return {
    ...definition,
    type: 'object',
    properties: Object.fromEntries(members.map(([member, schema]) => [member, strictMember(member, schema)])),
    ...(required.length > 0 && { required }),
    ...(rules.choice && { choice: rules.choice }),
    ...(required.length === 0 && !OPEN.has(name) && { content: true }),
    expected: `a FHIR R4 ${(NARROWED[name] ?? name).replace('_', '.')}`,
  };
}

/**
 * Where the official schema repeats a primitive's pattern instead of referring to it (in a choice such
 * as `occurrenceDateTime`), the name tells the type.
 */
function strictMember(name: string, schema: JsonSchema | boolean): JsonSchema | boolean {
  if (typeof schema === 'boolean' || schema.$ref !== undefined || schema.enum !== undefined) return schema;
  if (schema.type === 'array') return { ...schema, minItems: 1 };
  const primitive = PRIMITIVE_SUFFIXES.find(([suffix]) => name.endsWith(suffix));
  return primitive !== undefined && schema.rule === undefined ? primitive[1] : schema;
}

const PRIMITIVE_SUFFIXES = Object.entries(PRIMITIVES)
  .map(([name, schema]) => [name.charAt(0).toUpperCase() + name.slice(1), schema] as const)
  .sort(([a], [b]) => b.length - a.length);
