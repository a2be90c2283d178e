import { unreviewed, type Mutant } from './mutant';
import { at } from './resources';

const TRAIL = ['AWS::CloudTrail::Trail', 'AuditTrail'] as const;
const USED = ['AWS::CloudWatch::Alarm', 'Alarmsbreakglassused'] as const;
const SELECTOR = 'Properties.EventSelectors.0';
const ELSEWHERE = 'arn:aws:lambda:eu-central-1:999999999999:function:elsewhere';

/** Eyes that are shut. */
export const WATCH: readonly Mutant[] = [
  unreviewed(
    'an alarm that never rings',
    at(...USED, ['Properties.Threshold', 1e9]),
    /Alarmsbreakglassused.*Threshold/,
  ),
  unreviewed(
    'an alarm that rings after months',
    at(...USED, ['Properties.EvaluationPeriods', 100_000]),
    /Alarmsbreakglassused.*EvaluationPeriods/,
  ),
  unreviewed(
    'an alarm without its actions',
    at(...USED, ['Properties.ActionsEnabled', false]),
    /ActionsEnabled/,
  ),
  unreviewed(
    'an alarm that asks for so many data points',
    at(...USED, ['Properties.DatapointsToAlarm', 50]),
    /DatapointsToAlarm/,
  ),
  unreviewed(
    'a filter that looks for another role',
    at('AWS::Logs::MetricFilter', 'BreakGlass', ['Properties.FilterPattern', '{ $.eventName = "Never" }']),
    /BreakGlass.*FilterPattern/,
  ),
  unreviewed(
    'a filter that counts nothing',
    at('AWS::Logs::MetricFilter', 'BreakGlass', ['Properties.MetricTransformations.0.MetricValue', '0']),
    /BreakGlass.*MetricTransformations/,
  ),
  unreviewed(
    'a trail of writes alone',
    at(...TRAIL, [`${SELECTOR}.ReadWriteType`, 'WriteOnly']),
    /WriteOnly/,
  ),
  unreviewed(
    'a trail that leaves silver out',
    at(...TRAIL, [
      `${SELECTOR}.DataResources.0.Values`,
      (values: unknown) => (values as unknown[]).toSpliced(1, 1),
    ]),
    /EventSelectors/,
  ),
  unreviewed(
    'a trail that leaves out who becomes whom',
    at(...TRAIL, [`${SELECTOR}.ExcludeManagementEventSources`, ['kms.amazonaws.com', 'sts.amazonaws.com']]),
    /sts\.amazonaws\.com/,
  ),
  unreviewed(
    'a trail whose files anybody may change',
    at(...TRAIL, ['Properties.EnableLogFileValidation', false]),
    /Validation/,
  ),
  unreviewed(
    'a trail whose objects are gone the next day',
    at('AWS::S3::Bucket', 'AuditTrailAuditBucket', [
      'Properties.LifecycleConfiguration.Rules.0.ExpirationInDays',
      1,
    ]),
    /AuditTrail.*(ExpirationInDays|Lifecycle)/,
  ),
  unreviewed(
    'a trail whose log is gone the next day',
    at('AWS::Logs::LogGroup', 'AuditTrailLog', ['Properties.RetentionInDays', 1]),
    /AuditTrailLog.*RetentionInDays/,
  ),
  unreviewed(
    'a widget that calls a function',
    at('AWS::CloudWatch::Dashboard', 'Overview', [
      'Properties.DashboardBody',
      JSON.stringify({ widgets: [{ type: 'custom', properties: { endpoint: ELSEWHERE, updateOn: {} } }] }),
    ]),
    /Overview.*DashboardBody/,
  ),
  unreviewed(
    'a widget that shows log lines',
    at('AWS::CloudWatch::Dashboard', 'Overview', [
      'Properties.DashboardBody',
      (old: unknown) =>
        JSON.parse(
          JSON.stringify(old).replace(
            String.raw`\"widgets\":[`,
            String.raw`\"widgets\":[{\"type\":\"log\",\"properties\":{\"query\":\"SOURCE 'x' | fields @message\"}},`,
          ),
        ) as unknown,
    ]),
    /Overview.*DashboardBody/,
  ),
  unreviewed(
    'notices to a web address',
    at('AWS::SNS::Subscription', 'AlarmTopic', ['Properties.Protocol', 'https']),
    /AlarmTopic.*Protocol/,
  ),
  unreviewed(
    'notices to somebody else',
    at('AWS::SNS::Subscription', 'AlarmTopic', ['Properties.Endpoint', 'someone@example.net']),
    /AlarmTopic.*(Endpoint|no such resource|missing)/,
  ),
];
