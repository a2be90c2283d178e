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
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly StatedPrincipal[];
  /** Elements that say what a statement is not about, which a list of what is allowed cannot be held against. */
  readonly negations: readonly string[];
  readonly conditions: readonly StatedCondition[];
  readonly json: PolicyDocument;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export function statementsOf(document: PolicyDocument | undefined): Statement[] {
  return listOf(document?.Statement).map((each) => {
    const json = each as PolicyDocument;
    return {
      allows: json.Effect !== 'Deny',
      actions: textsOf(json.Action),
      resources: textsOf(json.Resource),
      notResources: textsOf(json.NotResource),
      principals: principalsOf(json.Principal),
      negations: ['NotAction', 'NotResource', 'NotPrincipal'].filter((element) => element in json),
      conditions: conditionsOf(json.Condition),
      json,
    };
  });
}

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

const textsOf = (value: unknown): string[] => listOf(value).map(String);
