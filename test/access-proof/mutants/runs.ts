import { unreviewed, type Mutant } from './mutant';
import { at, defined } from './resources';

const RUN = 'TransformationMachine';

/** What a run does beside its statements. */
export const RUNS: readonly Mutant[] = [
  unreviewed(
    'rows as output of a run',
    defined(RUN, (text) =>
      text.replace(/\\"Output\\":\{\}/, '\\"Output\\":\\"{% $states.result.ResultSet %}\\"'),
    ),
    /Output/,
  ),
  unreviewed(
    'definitions in the other language',
    defined(RUN, (text) =>
      text.replace('\\"QueryLanguage\\":\\"JSONata\\"', '\\"QueryLanguage\\":\\"JSONPath\\"'),
    ),
    /QueryLanguage/,
  ),
  unreviewed(
    'an error that is caught with what was asked',
    defined(RUN, (text) =>
      text.replace(/\\"Catch\\":\[\{/, '\\"Catch\\":[{\\"Output\\":\\"{% $states.input %}\\",'),
    ),
    /Output|Catch/,
  ),
  unreviewed(
    'figures of two people',
    defined(RUN, (text) => text.replace('\\"threshold\\":11', '\\"threshold\\":2')),
    /threshold/,
  ),
  unreviewed(
    'a task with the credentials of another account',
    defined(RUN, (text) =>
      text.replace(
        '\\"Type\\":\\"Task\\"',
        '\\"Type\\":\\"Task\\",\\"Credentials\\":{\\"RoleArn\\":\\"arn:aws:iam::999999999999:role/x\\"}',
      ),
    ),
    /Credentials/,
  ),
  unreviewed(
    'a result that is kept by a path',
    defined(RUN, (text) =>
      text.replace('\\"Type\\":\\"Task\\"', '\\"Type\\":\\"Task\\",\\"ResultPath\\":\\"$.rows\\"'),
    ),
    /ResultPath/,
  ),
  unreviewed(
    'executions logged with their data',
    at('AWS::StepFunctions::StateMachine', RUN, [
      'Properties.LoggingConfiguration.IncludeExecutionData',
      true,
    ]),
    /IncludeExecutionData/,
  ),
  unreviewed(
    'executions that are logged elsewhere too',
    at('AWS::StepFunctions::StateMachine', RUN, [
      'Properties.LoggingConfiguration.Destinations',
      [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:eu-central-1:999999999999:log-group:x:*' } }],
    ]),
    /Destinations/,
  ),
  unreviewed(
    'a schedule with an input of its own',
    at('AWS::Scheduler::Schedule', 'transformationSchedule', [
      'Properties.Target.Input',
      '{"from":"2020/01/01","to":"2030/01/01"}',
    ]),
    /Target.*Input/,
  ),
  unreviewed(
    'maintenance that never comes',
    at('AWS::Scheduler::Schedule', 'maintenanceSchedule', [
      'Properties.ScheduleExpression',
      'at(2199-01-01T00:00:00)',
    ]),
    /ScheduleExpression/,
  ),
  unreviewed(
    'maintenance that has come to an end',
    at('AWS::Scheduler::Schedule', 'maintenanceSchedule', ['Properties.EndDate', '2020-01-01T00:00:00Z']),
    /EndDate/,
  ),
];
