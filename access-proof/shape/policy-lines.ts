type Json = Readonly<Record<string, unknown>>;

/** Elements of a statement that a line is made of, each with the values of which one stands in a line. */
const ELEMENTS = [
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
] as const;

export function isPolicyDocument(value: unknown): value is Json & { readonly Statement: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'Statement' in value;
}

/**
 * A policy document as lines, one for each action on each resource by each principal, so that a difference between two
 * policies is a difference between what they allow, however their statements are grouped.
 *
 * @param textOf the text of a value, or its JSON
 */
export function policyLines(document: Json, textOf: (value: unknown) => string): string[] {
  const { Statement, ...others } = document;
  const beside = Object.entries(others)
    .filter(([element]) => element !== 'Id')
    .map(([element, value]) => `${element} ${textOf(value)}`);
  const statements = Array.isArray(Statement) ? (Statement as unknown[]) : [Statement];
  return [...beside, ...statements.flatMap((statement) => statementLines(statement, textOf))];
}

function statementLines(statement: unknown, textOf: (value: unknown) => string): string[] {
  if (typeof statement !== 'object' || statement === null) return [`statement ${textOf(statement)}`];
  const json = statement as Json;
  const known = new Set<string>([...ELEMENTS, 'Condition', 'Sid']);
  const unknown = Object.keys(json).filter((element) => !known.has(element));
  const choices = ELEMENTS.filter((element) => element in json).map((element) =>
    choicesOf(element, json[element], textOf),
  );
  const conditions = [
    ...('Condition' in json ? [conditionText(json.Condition, textOf)] : []),
    ...unknown.map((element) => `${element} ${textOf(json[element])}`),
  ];
  return product(choices).map((words) => [...words, ...conditions].join(' '));
}

function choicesOf(element: string, value: unknown, textOf: (value: unknown) => string): string[] {
  const said = (text: string): string =>
    /^(Effect|Action|Resource)$/.test(element) ? text : `${element} ${text}`;
  const list = (values: unknown): unknown[] => (Array.isArray(values) ? (values as unknown[]) : [values]);
  if (element.endsWith('Principal') && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([kind, who]) =>
      list(who).map((each) => said(`${kind} ${textOf(each)}`)),
    );
  }
  return list(value).map((each) => said(textOf(each)));
}

/** Its lists sorted, since their order says nothing. */
function conditionText(condition: unknown, textOf: (value: unknown) => string): string {
  if (typeof condition !== 'object' || condition === null) return `if ${textOf(condition)}`;
  const tests = Object.entries(condition).flatMap(([operator, keys]) =>
    typeof keys === 'object' && keys !== null
      ? Object.entries(keys as Json).map(([key, values]) => {
          const texts = (Array.isArray(values) ? (values as unknown[]) : [values]).map(textOf);
          return `${operator} ${key} ${texts.sort().join(' | ')}`;
        })
      : [`${operator} ${textOf(keys)}`],
  );
  return `if ${tests.sort().join(' and ')}`;
}

function product(choices: readonly (readonly string[])[]): string[][] {
  return choices.reduce<string[][]>(
    (words, next) => words.flatMap((each) => next.map((choice) => [...each, choice])),
    [[]],
  );
}
