import type { ErrorObject } from 'ajv';
import { MAX_FINDINGS, kindOf, type Finding } from './finding';
import type { Choice, JsonSchema } from './json-schema';

/**
 * Turns the errors of an Ajv function (compiled with `allErrors` and `verbose`) into a few findings,
 * those nearest to the root first. Names that are not in `known` are not shown.
 */
export function findingsFromAjv(
  errors: readonly ErrorObject[],
  root: unknown,
  known: ReadonlySet<string>,
): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const error of withoutAlternatives(errors)) {
    const finding = toFinding(error, root, known);
    const key = `${finding.path} ${finding.rule}`;
    if (!findings.has(key)) findings.set(key, finding);
  }
  return [...findings.values()].sort((a, b) => depth(a) - depth(b)).slice(0, MAX_FINDINGS);
}

/** Of `anyOf` and the like only the whole is told, not why each of its branches failed. */
function withoutAlternatives(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const wholes = errors.flatMap((error, index) => (isAlternative(error) ? [{ error, index }] : []));
  return errors.filter((error, index) => {
    if (error.keyword === 'if') return false;
    return !wholes.some(
      (whole) =>
        index < whole.index &&
        (error.schemaPath.startsWith(`${whole.error.schemaPath}/`) ||
          error.instancePath === whole.error.instancePath ||
          error.instancePath.startsWith(`${whole.error.instancePath}/`)),
    );
  });
}

function isAlternative(error: ErrorObject): boolean {
  return error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'not';
}

function toFinding(error: ErrorObject, root: unknown, known: ReadonlySet<string>): Finding {
  const path = jsonPath(error.instancePath, root, known);
  const schema = (error.parentSchema ?? {}) as JsonSchema;
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required': {
      const name = String(params['missingProperty']);
      const member = schema.properties?.[name];
      const expected = (typeof member === 'object' ? member.expected : undefined) ?? 'a value';
      return { path: `${path}.${name}`, expected, found: 'nothing', rule: 'required' };
    }
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const shown = known.has(name) ? `${path}.${name}` : path;
      return {
        path: shown,
        expected: 'only properties of the schema',
        found: 'an unknown property',
        rule: 'unknown-property',
      };
    }
    case 'choice':
      return fromChoice(path, (schema.choice ?? [])[Number(params['index'])], Number(params['present']));
    case 'content':
      return { path, expected: 'content, not only an id', found: 'an object without content', rule: 'ele-1' };
    case 'false schema':
      return { path, expected: 'nothing', found: kindOf(error.data), rule: 'not-allowed' };
    default:
      return {
        path,
        expected: schema.expected ?? 'a valid value',
        found: kindOf(error.data),
        rule: error.keyword === 'type' ? 'type' : (schema.rule ?? error.keyword),
      };
  }
}

function fromChoice(path: string, choice: Choice | undefined, present: number): Finding {
  return {
    path: choice?.at === undefined ? path : `${path}.${choice.at}`,
    expected: choice?.expected ?? 'one of several properties',
    found: present === 0 ? 'nothing' : `${present} of them`,
    rule: choice?.rule ?? 'choice',
  };
}

/** A JSON Pointer as JSONPath; a name that is not known becomes `*`. */
function jsonPath(pointer: string, root: unknown, known: ReadonlySet<string>): string {
  let path = '$';
  let at = root;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) path += `[${name}]`;
    else path += known.has(name) ? `.${name}` : '.*';
    at = (at as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
  return path;
}

function depth(finding: Finding): number {
  return finding.path.split(/[.[]/).length;
}
