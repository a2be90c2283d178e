import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { RUNBOOK } from './lake-alarms';

export interface EvaluationNoticesProps {
  readonly topic: ITopic;
}

/**
 * Tells of evaluations of Glue Data Quality that did not succeed. Nobody waits for an evaluation, so its event
 * is all there is.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/data-quality-alerts.html
 */
export class EvaluationNotices extends Construct {
  constructor(scope: Construct, id: string, { topic }: EvaluationNoticesProps) {
    super(scope, id);
    const field = (name: string): string => EventField.fromPath(`$.detail.${name}`);
    const table = `${field('context.databaseName')}.${field('context.tableName')}`;
    new Rule(this, 'Rule', {
      description: 'Evaluations of silver tables that did not succeed',
      eventPattern: {
        source: ['aws.glue-dataquality'],
        detailType: ['Data Quality Evaluation Results Available'],
        detail: {
          context: { contextType: ['GLUE_DATA_CATALOG'], databaseName: ['silver'] },
          state: Match.anythingBut('SUCCEEDED'),
        },
      },
      targets: [
        new SnsTopic(topic, {
          message: RuleTargetInput.fromText(
            `The evaluation of ${table} ended ${field('state')}. What to do: ${RUNBOOK}#evaluation-failed`,
          ),
        }),
      ],
    });
  }
}
