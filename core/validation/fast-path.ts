import { and, limits, oneOf, or } from './expressions';
import { FORMATS } from './formats';
import type { Choice, JsonSchema } from './json-schema';
import { withExtension } from './keywords';

/** Keywords this file understands; a schema with any other is left to Ajv (its fast path says no). */
const UNDERSTOOD = new Set(
  (
    '$schema $id $comment $ref definitions title description default examples expected rule type const enum ' +
    'pattern format minLength maxLength minimum maximum properties required additionalProperties ' +
    'minProperties items minItems maxItems anyOf choice content'
  ).split(' '),
);

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/**
 * Writes a function that says yes only to values the schema accepts, and decides as fast as it can:
 * one walk over the properties that are there, no path, no error object. Whatever it does not say yes
 * to, Ajv judges; a `false` too many costs time, never correctness.
 */
export function writeFastPath(root: JsonSchema): string {
  const writer = new FastPathWriter(root);
  const body = `const accepts = (v) => ${writer.test(root, 'v')};`;
  return [...writer.declarations, body].join('\n');
}

class FastPathWriter {
  readonly declarations: string[] = [];
  readonly #functions = new Map<unknown, string>();
  readonly #patterns = new Map<string, string>();

  constructor(private readonly root: JsonSchema) {}

  /** A JavaScript expression that is true when the variable `v` fits the schema. */
  test(schema: JsonSchema | boolean, v: string): string {
    if (typeof schema === 'boolean') return String(schema);
    if (Object.keys(schema).some((keyword) => !UNDERSTOOD.has(keyword))) return 'false';
    const tests = [this.#byType(schema, v)];
    if (schema.$ref !== undefined) tests.push(this.#reference(schema.$ref, v));
    if (schema.const !== undefined) tests.push(oneOf([schema.const], v));
    if (schema.enum !== undefined) tests.push(oneOf(schema.enum, v));
    if (schema.anyOf !== undefined) tests.push(or(schema.anyOf.map((option) => this.test(option, v))));
    return and(tests);
  }

  #reference(ref: string, v: string): string {
    const name = /^#\/definitions\/([^/]+)$/.exec(ref)?.[1];
    const target = name === undefined ? undefined : this.root.definitions?.[name];
    if (target === undefined) return 'false';
    return `${this.#function(target, (arg) => `return ${this.test(target, arg)};`)}(${v})`;
  }

  #byType(schema: JsonSchema, v: string): string {
    const types = schema.type === undefined ? ALL_TYPES : [schema.type].flat();
    const alternatives = types.map((type) => this.#alternative(type, schema, v));
    return schema.type === undefined && !constrains(schema) ? 'true' : or(alternatives);
  }

  #alternative(type: string, schema: JsonSchema, v: string): string {
    switch (type) {
      case 'null':
        return `${v} === null`;
      case 'boolean':
        return `typeof ${v} === "boolean"`;
      case 'integer':
        return and([`Number.isInteger(${v})`, ...limits(schema, v)]);
      case 'number':
        return and([`typeof ${v} === "number"`, ...limits(schema, v)]);
      case 'string':
        return and([`typeof ${v} === "string"`, ...this.#text(schema, v)]);
      case 'array':
        return and([`Array.isArray(${v})`, this.#array(schema, v)]);
      case 'object':
        return and([
          `typeof ${v} === "object"`,
          `${v} !== null`,
          `!Array.isArray(${v})`,
          this.#object(schema, v),
        ]);
      default:
        return 'false';
    }
  }

  /** Lengths count code points, of which a string has at least half as many as UTF-16 units. */
  #text(schema: JsonSchema, v: string): string[] {
    const tests: string[] = [];
    const { minLength: least = 0 } = schema;
    if (least === 1) tests.push(`${v}.length > 0`);
    if (least > 1) tests.push(`(${v}.length >= ${2 * least - 1} || [...${v}].length >= ${least})`);
    if (schema.maxLength !== undefined) tests.push(`${v}.length <= ${schema.maxLength}`);
    if (schema.pattern !== undefined) tests.push(this.#matches(schema.pattern, v));
    if (schema.format !== undefined) tests.push(this.#matches(FORMATS[schema.format] ?? '(?!)', v));
    return tests;
  }

  /** "Only such characters" is asked as "is there another one", which V8 answers a quarter faster. */
  #matches(pattern: string, v: string): string {
    const only = /^\^(?:\[(\^?)((?:\\.|[^\]\\])+)\]|(\\S))(?:\+|\{([01]),(\d+)\})\$$/.exec(pattern);
    if (only === null) return `${this.#pattern(pattern)}.test(${v})`;
    const [, negated, characters, noSpace, from = '1', to] = only;
    const other = noSpace !== undefined ? '\\s' : `[${negated === '^' ? '' : '^'}${characters}]`;
    const length = [`${v}.length >= ${from}`, ...(to === undefined ? [] : [`${v}.length <= ${to}`])];
    return and([...length, `!${this.#pattern(other)}.test(${v})`]);
  }

  #array(schema: JsonSchema, v: string): string {
    const tests: string[] = [];
    if (schema.minItems !== undefined) tests.push(`${v}.length >= ${schema.minItems}`);
    if (schema.maxItems !== undefined) tests.push(`${v}.length <= ${schema.maxItems}`);
    const { items } = schema;
    if (items !== undefined && items !== true) {
      const each = this.#function(
        items,
        (a) =>
          `for (let i = 0; i < ${a}.length; i++) { const e = ${a}[i]; if (!(${this.test(items, 'e')})) return false; } return true;`,
        'each',
      );
      tests.push(`${each}(${v})`);
    }
    return and(tests);
  }

  #object(schema: JsonSchema, v: string): string {
    const { properties, required, additionalProperties: more, minProperties, choice, content } = schema;
    if ([properties, required, more, minProperties, choice, content].every((one) => one === undefined))
      return 'true';
    return `${this.#function(schema, (o) => this.#walk(schema, o), 'members')}(${v})`;
  }

  /** One loop over the members; required ones and choices are counted on the way. */
  #walk(schema: JsonSchema, o: string): string {
    const required = schema.required ?? [];
    const choices = schema.choice ?? [];
    const declared = Object.entries(schema.properties ?? {});
    const cases = declared.map(([name, member]) => {
      const notes = [
        ...(required.includes(name) ? ['required++;'] : []),
        ...choices.map((choice, index) => noteChoice(choice, index, name)),
        ...(schema.content === true && name !== 'id' ? ['content = true;'] : []),
      ].join(' ');
      return `case ${JSON.stringify(name)}: if (!(${this.test(member, 'm')})) return false; ${notes} break;`;
    });
    const isDeclared = (name: string) => declared.some(([known]) => known === name);
    const unlisted = required.filter((name) => !isDeclared(name));
    const others = this.test(schema.additionalProperties ?? true, 'm');
    cases.push(
      ...unlisted.map(
        (name) => `case ${JSON.stringify(name)}: if (!(${others})) return false; required++; break;`,
      ),
    );
    const uncounted = choices
      .flatMap((choice) => choice.of.flatMap(withExtension))
      .some((name) => !isDeclared(name));
    cases.push(`default: if (!(${uncounted ? 'false' : others})) return false; content = true;`);
    const end = [
      ...(required.length > 0 ? [`required === ${required.length}`] : []),
      ...(schema.minProperties === undefined ? [] : [`count >= ${schema.minProperties}`]),
      ...(schema.content === true ? ['content'] : []),
      ...choices.map((choice, index) => `c${index} ${choice.min === 1 ? '>' : '>='} 0`),
    ];
    const counters = choices.map((_choice, index) => `let c${index} = 0;`).join(' ');
    return (
      `let required = 0, count = 0, content = false; ${counters} ` +
      `for (const k in ${o}) { const m = ${o}[k]; count++; switch (k) { ${cases.join(' ')} } } return ${and(end)};`
    );
  }

  #pattern(source: string): string {
    const known = this.#patterns.get(source);
    if (known !== undefined) return known;
    const name = `p${this.#patterns.size}`;
    this.#patterns.set(source, name);
    this.declarations.push(`const ${name} = new RegExp(${JSON.stringify(source)}, "u");`);
    return name;
  }

  #function(schema: unknown, body: (argument: string) => string, kind = 'is'): string {
    const key = `${kind}:${JSON.stringify(schema)}`;
    const known = this.#functions.get(key);
    if (known !== undefined) return known;
    const name = `${kind}${this.#functions.size}`;
    this.#functions.set(key, name);
    this.declarations.push(`function ${name}(a) { ${body('a')} }`);
    return name;
  }
}

/** `c` holds 0 for none, the position of the one that is there, or -1 once there are several. */
function noteChoice(choice: Choice, index: number, name: string): string {
  const position = choice.of.findIndex((one) => withExtension(one).includes(name)) + 1;
  if (position === 0) return '';
  if (choice.max === undefined) return `c${index} = 1;`;
  return `c${index} = c${index} === 0 || c${index} === ${position} ? ${position} : -1;`;
}

function constrains(schema: JsonSchema): boolean {
  const free = new Set([
    '$schema',
    '$id',
    '$comment',
    '$ref',
    'definitions',
    'title',
    'description',
    'default',
  ]);
  const elsewhere = new Set(['examples', 'expected', 'rule', 'const', 'enum', 'anyOf']);
  return Object.keys(schema).some((keyword) => !free.has(keyword) && !elsewhere.has(keyword));
}
