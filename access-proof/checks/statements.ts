import type { Finding } from '../finding';
import type { Proof } from '../proof';
import { statementsOf } from '../shape/definition-lines';
import { statementOf } from '../statements';
import type { Resource } from '../template';

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
    .ofType('AWS::StepFunctions::StateMachine')
    .flatMap(({ logicalId, properties }) => {
      const statements = statementsIn(properties);
      if (!statements)
        return [{ subject: logicalId, problem: 'has a definition that is not published with the templates' }];
      return statements.flatMap((queryString) => {
        const statement = statementOf(queryString);
        if (statement !== undefined && planned.statements.has(statement)) return [];
        return [{ subject: logicalId, problem: `${reasonOf(statement)}: ${shown(queryString)}` }];
      });
    });
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

/** Undefined when the definition, or one beside it, isn't at hand. */
function statementsIn(properties: Resource['properties']): unknown[] | undefined {
  const {
    DefinitionString: definition,
    Definition,
    DefinitionS3Location,
    DefinitionSubstitutions,
  } = properties;
  const beside = [Definition, DefinitionS3Location, DefinitionSubstitutions].some(
    (each) => each !== undefined,
  );
  return typeof definition === 'string' && !beside ? statementsOf(JSON.parse(definition)) : undefined;
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
