import { FORMAT_NAMES } from './formats';
import type { JsonSchema } from './json-schema';

/**
 * Gives every part of a schema that has no `expected` text one, made from its keywords; a reference
 * takes the text of what it points to. Findings quote it.
 */
export function addWording(root: JsonSchema): JsonSchema {
  return map(root, (schema) => {
    const expected =
      schema.expected ?? referredTo(schema, root)?.expected ?? describe(referredTo(schema, root) ?? schema);
    return { ...schema, expected };
  });
}

/** Every property name that occurs in a schema: the names a finding may show. */
export function namesIn(root: JsonSchema): readonly string[] {
  const names = new Set<string>();
  map(root, (schema) => {
    for (const name of [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])]) names.add(name);
    return schema;
  });
  return [...names].sort();
}

function map(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const each = (one: JsonSchema | boolean) => (typeof one === 'boolean' ? one : map(one, change));
  const record = (members: Readonly<Record<string, JsonSchema | boolean>>) =>
    Object.fromEntries(Object.entries(members).map(([name, member]) => [name, each(member)]));
  return {
    ...change(schema),
    ...(schema.definitions && { definitions: record(schema.definitions) }),
    ...(schema.properties && { properties: record(schema.properties) }),
    ...(schema.items !== undefined && { items: each(schema.items) }),
    ...(schema.additionalProperties !== undefined && {
      additionalProperties: each(schema.additionalProperties),
    }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(each) }),
  };
}

function referredTo(schema: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  const target = root.definitions?.[schema.$ref?.replace('#/definitions/', '') ?? ''];
  return typeof target === 'object' ? target : undefined;
}

function describe(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map((value) => String(value)).join(' | ')}`;
  if (schema.format !== undefined) return FORMAT_NAMES[schema.format] ?? schema.format;
  if (schema.anyOf !== undefined)
    return schema.anyOf.map((one) => (typeof one === 'object' ? describe(one) : 'a value')).join(' or ');
  const types = [schema.type ?? []].flat();
  return types.length === 0 ? 'a value' : types.map((type) => describeType(type, schema)).join(' or ');
}

function describeType(type: string, schema: JsonSchema): string {
  switch (type) {
    case 'null':
      return 'null';
    case 'integer':
      return `an integer${range(schema.minimum, schema.maximum)}`;
    case 'number':
      return `a number${range(schema.minimum, schema.maximum)}`;
    case 'string':
      return `a string${range(schema.minLength, schema.maxLength, ' characters')}`;
    case 'array':
      return `an array${range(schema.minItems, schema.maxItems, ' items')}`;
    case 'object':
      return 'an object';
    default:
      return `a ${type}`;
  }
}

function range(from: number | undefined, to: number | undefined, unit = ''): string {
  if (from !== undefined && to !== undefined) return ` of ${from} to ${to}${unit}`;
  if (from !== undefined) return ` of at least ${from}${unit}`;
  return to === undefined ? '' : ` of at most ${to}${unit}`;
}
