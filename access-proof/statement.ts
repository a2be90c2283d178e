/** A policy document as CloudFormation takes it. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/** Whom a statement is about: `AWS` and an ARN, `Service` and its name, `*` and `*` for anybody. */
export interface StatedPrincipal {
  readonly kind: string;
  readonly value: string;
}

export interface StatedCondition {
  readonly operator: string;
  /** Lower case: IAM doesn't tell case in keys. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy, its lists made lists. */
export interface Statement {
  /** Everything that isn't an explicit deny counts as an allow. */
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly StatedPrincipal[];
  /** Elements that say what a statement is not about, which a list of what is allowed cannot be held against. */
  readonly negations: readonly string[];
  readonly conditions: readonly StatedCondition[];
  readonly json: PolicyDocument;
}

const read = new WeakMap<PolicyDocument, Statement[]>();

/**
 * @throws Error when it isn't a policy document: text, or statements that aren't objects
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function statementsOf(document: PolicyDocument | undefined): Statement[] {
  if (document === undefined) return [];
  if (!isObject(document))
    throw new Error(`A policy is ${typeof document}; expected an object with a Statement.`);
  const statements = read.get(document) ?? listOf(document.Statement).map(statementOf);
  read.set(document, statements);
  return statements;
}

function statementOf(json: unknown): Statement {
  if (!isObject(json)) throw new Error(`A statement of a policy is ${typeof json}; expected an object.`);
  return {
    allows: json.Effect !== 'Deny',
    actions: textsOf(json.Action),
    notActions: textsOf(json.NotAction),
    resources: textsOf(json.Resource),
    notResources: textsOf(json.NotResource),
    principals: principalsOf(json.Principal),
    negations: ['NotAction', 'NotResource', 'NotPrincipal'].filter((element) => element in json),
    conditions: conditionsOf(json.Condition),
    json,
  };
}

const isObject = (value: unknown): value is PolicyDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Statements that allow something. */
export function allowsOf(document: PolicyDocument | undefined): Statement[] {
  return statementsOf(document).filter(({ allows }) => allows);
}

function principalsOf(principal: unknown): StatedPrincipal[] {
  if (typeof principal === 'string') return [{ kind: principal, value: principal }];
  return Object.entries((principal ?? {}) as PolicyDocument).flatMap(([kind, values]) =>
    textsOf(values).map((value) => ({ kind, value })),
  );
}

function conditionsOf(condition: unknown): StatedCondition[] {
  return Object.entries((condition ?? {}) as PolicyDocument).flatMap(([operator, keys]) =>
    Object.entries(keys as PolicyDocument).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: textsOf(values),
    })),
  );
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** @throws Error when one isn't a text: what it stands for isn't known */
function textsOf(value: unknown): string[] {
  return listOf(value).map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'number' || typeof each === 'boolean') return String(each);
    throw new Error(`A policy has ${JSON.stringify(each)}; expected text.`);
  });
}
