import { METRICS } from '../../../core/environment-names';
import type { Dataset } from '../../../core/contracts';
import { BROKEN_RULES_SQL, QUALITY_PARAMETERS, qualitySql } from '../../../core/quality';
import { qualified, qualityResultsTable, silverTable } from '../../../core/tables';
import { statement, stepStates } from './athena-states';
import { chain, choose, integration, jsonata, type State, type Steps } from './asl';
import { SETTLE } from './gold-debt';
import { guarded } from './run-states';

/** Evaluations of Glue Data Quality, which a run starts and nobody waits for. */
export interface EvaluationProps {
  /** ARN of the role with which Glue reads the tables. */
  readonly role: string;
  /** UTC. The hourly run of this hour starts them, since every one costs workers for minutes. */
  readonly hour: number;
  /** Name of a dataset's ruleset. */
  readonly rulesetOf: (dataset: Dataset) => string;
}

export interface QualityProps {
  readonly workGroup: string;
  readonly datasets: readonly Dataset[];
  readonly evaluation: EvaluationProps;
}

/** G.1X workers; the least that Glue takes. */
const WORKERS = 2;
/** Minutes. */
const EVALUATION_TIMEOUT = 60;

const WAS_JUDGED = 'Was a rule judged?';
const SHOULD_EVALUATE = 'Is it the hour of evaluations?';

/**
 * States after gold: every rule judged over silver, the broken ones counted in a metric that is alarmed, and
 * once a day the same rules evaluated by Glue Data Quality. A rule that is broken doesn't fail the run, since
 * the data is there by then and the next run goes on; a rule that could not be judged does.
 */
export function qualityStates({ workGroup, datasets, evaluation }: QualityProps): Steps {
  const results = { table: qualified(qualityResultsTable), dependsOn: [] };
  const judge = (dataset: Dataset): string => `Judge ${dataset.name}`;
  const judged = (dataset: Dataset): string => `${judge(dataset)}?`;
  const evaluate = (dataset: Dataset): string => `Evaluate ${dataset.name}`;
  const evaluated = (dataset: Dataset): string => `${evaluate(dataset)}?`;
  const [first] = datasets;
  if (!first) return [];
  return [
    ...datasets.flatMap((dataset, index) => {
      const next = datasets[index + 1];
      const sql = statement(workGroup, qualitySql(dataset), QUALITY_PARAMETERS);
      const node = { ...results, dependsOn: [qualified(silverTable(dataset))] };
      const onlyIfChanged = { onlyIfChanged: true };
      return guarded(judge(dataset), node, sql, next ? judged(next) : WAS_JUDGED, onlyIfChanged);
    }),
    [WAS_JUDGED, choose('$whole_days or $count($changed) > 0', 'Count broken rules', 'No rule is broken')],
    ...guarded('Count broken rules', results, countBroken(workGroup), SHOULD_EVALUATE),
    ['No rule is broken', { ...tellBroken('0'), Next: SHOULD_EVALUATE }],
    [
      SHOULD_EVALUATE,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata(
              `$substring($states.context.Execution.StartTime, 11, 2) = "${String(evaluation.hour).padStart(2, '0')}"`,
            ),
            Next: evaluated(first),
          },
        ],
        Default: SETTLE,
      },
    ],
    ...datasets.flatMap((dataset, index) => {
      const next = datasets[index + 1];
      const table = `evaluation of ${qualified(silverTable(dataset))}`;
      const start = startEvaluation(dataset, evaluation);
      const node = { table, dependsOn: [qualified(silverTable(dataset))] };
      const onlyIfChanged = { onlyIfChanged: 'over whole days, too' } as const;
      return guarded(evaluate(dataset), node, start, next ? evaluated(next) : SETTLE, onlyIfChanged);
    }),
  ];
}

/** Counts the rules that this run found broken, and tells the metric also when there is none. */
function countBroken(workGroup: string): State {
  const count = stepStates(workGroup, 'quality', {
    name: 'broken',
    sql: BROKEN_RULES_SQL,
    parameters: ['run_id'],
    measures: ['rules'],
  });
  const tell = tellBroken('$number($broken.rules)');
  return { Type: 'Parallel', Branches: [chain([...count, ['quality: tell', tell]])], Output: {} };
}

function tellBroken(rules: string): State {
  return {
    Type: 'Task',
    Resource: integration('aws-sdk:cloudwatch:putMetricData'),
    Arguments: {
      Namespace: METRICS.namespace,
      MetricData: [{ MetricName: METRICS.brokenRules, Unit: 'Count', Value: jsonata(rules) }],
    },
    Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3 }],
    Output: {},
  };
}

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartDataQualityRulesetEvaluationRun.html */
function startEvaluation(dataset: Dataset, { role, rulesetOf }: EvaluationProps): State {
  const { database, name } = silverTable(dataset);
  return {
    Type: 'Task',
    Resource: integration('aws-sdk:glue:startDataQualityRulesetEvaluationRun'),
    Arguments: {
      // The same run, tried again, starts no second one.
      ClientToken: jsonata(`$run_id & "-${name}"`),
      DataSource: { GlueTable: { DatabaseName: database, TableName: name } },
      Role: role,
      RulesetNames: [rulesetOf(dataset)],
      NumberOfWorkers: WORKERS,
      Timeout: EVALUATION_TIMEOUT,
    },
    Retry: [
      {
        ErrorEquals: ['States.TaskFailed'],
        IntervalSeconds: 10,
        BackoffRate: 2,
        MaxAttempts: 3,
        JitterStrategy: 'FULL',
      },
    ],
    Output: {},
  };
}
