import type { Finding } from '../finding';
import type { Proof } from '../proof';
import { statementsOf } from '../shape/definition-lines';
import { statementOf } from '../statements';

/** Statements that do anything else than what loads, models, rules and maintenance need. */
const NEEDED = /^\s*(SELECT|WITH|INSERT|MERGE|DELETE|UPDATE|OPTIMIZE|VACUUM)\b/i;
/** Of a statement that a finding repeats. Characters. */
const SHOWN = 120;

/**
 * State machines run the statements that contracts give and no others, whatever role they run as: nothing is granted,
 * unloaded or read from silver into a place for everybody. Rulesets of Glue Data Quality are those of the contracts.
 */
export function checkStatements({ evaluation }: Proof): Finding[] {
  const { templates, planned } = evaluation;
  const machines = templates
    .ofType<{ readonly DefinitionString?: unknown }>('AWS::StepFunctions::StateMachine')
    .flatMap(({ logicalId, properties: { DefinitionString } }) =>
      statementsIn(DefinitionString).flatMap((queryString) => {
        const statement = statementOf(queryString);
        if (statement !== undefined && planned.statements.has(statement)) return [];
        return [{ subject: logicalId, problem: `${reasonOf(statement)}: ${shown(queryString)}` }];
      }),
    );
  const rulesets = templates
    .ofType<{ readonly Ruleset?: unknown }>('AWS::Glue::DataQualityRuleset')
    .filter(({ properties: { Ruleset } }) => typeof Ruleset !== 'string' || !planned.rulesets.has(Ruleset))
    .map(({ logicalId }) => ({ subject: logicalId, problem: 'judges by rules that no contract gives' }));
  return [...machines, ...rulesets].map(({ subject, problem }) => ({
    rule: 'statement',
    subject,
    message: `${subject} ${problem}`,
  }));
}

/** @throws Error when it isn't JSON: what it runs cannot be told */
function statementsIn(definition: unknown): unknown[] {
  if (typeof definition !== 'string')
    throw new Error(`A state machine's definition is ${typeof definition}; expected text.`);
  return statementsOf(JSON.parse(definition));
}

function reasonOf(statement: string | undefined): string {
  if (statement === undefined) return 'puts a statement together in a way that cannot be read';
  return NEEDED.test(statement)
    ? 'runs a statement that no contract gives'
    : 'runs a statement of a kind that nothing needs';
}

function shown(queryString: unknown): string {
  const text = typeof queryString === 'string' ? queryString : JSON.stringify(queryString);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}
