/** What of a kind of resource isn't recorded, and why nothing can be opened by it. */
export interface Mask {
  /** The type, or the type and the name of the resource as `reviewed.json` has it. */
  readonly of: RegExp;
  /** Paths of leaves, or of everything below a path that ends in `**`. */
  readonly paths: RegExp;
  readonly why: string;
  /** What the text has to be like; another one is recorded as it is. @default anything */
  readonly form?: RegExp;
  /** The check that judges it instead. @default nothing has to */
  readonly judgedBy?: string;
}

const number = 'A duration or amount of the configuration';

/**
 * Values that differ from lake to lake without opening anything, or that another check judges by what configuration
 * and contracts say. Of these only the kind of value is recorded. Whatever isn't here is recorded as it is.
 */
export const MASKS: readonly Mask[] = [
  { of: /^AWS::IAM::Policy /, paths: /^PolicyName$/, why: 'A label made by the CDK' },
  { of: /./, paths: /(^|\.)(Alarm)?Description$/, why: 'Text for people' },
  {
    of: /^AWS::S3::Bucket (?!AuditTrail)/,
    paths: /^LifecycleConfiguration\.Rules\[\]\..*(Days|Number)/,
    why: number,
  },
  { of: /^AWS::Logs::LogGroup (?!AuditTrail)/, paths: /^RetentionInDays$/, why: number },
  { of: /^AWS::KMS::Key /, paths: /^PendingWindowInDays$/, why: number },
  { of: /^AWS::SQS::Queue /, paths: /^(MessageRetentionPeriod|VisibilityTimeout)$/, why: number },
  { of: /^AWS::Kinesis::Stream /, paths: /^(RetentionPeriodHours|ShardCount)$/, why: number },
  {
    of: /^AWS::Lambda::Function /,
    paths: /^(MemorySize|Timeout|ReservedConcurrentExecutions)$/,
    why: number,
  },
  { of: /^AWS::Lambda::EventSourceMapping /, paths: /(Size|Seconds|Attempts|Factor)$/, why: number },
  { of: /^AWS::ApiGatewayV2::Stage /, paths: /^DefaultRouteSettings\.Throttling/, why: number },
  { of: /^AWS::Athena::WorkGroup /, paths: /BytesScannedCutoffPerQuery$/, why: number },
  {
    of: /^AWS::Athena::NamedQuery /,
    paths: /^QueryString$/,
    why: 'Runs with the permissions of who runs it',
  },
  {
    of: /^AWS::Glue::DataQualityRuleset /,
    paths: /^Ruleset$/,
    why: 'Follows from contracts and configuration',
    judgedBy: 'checkStatements',
  },
  { of: /^AWS::Glue::Crawler /, paths: /^Schedule\.ScheduleExpression$/, why: number },
  {
    of: /^AWS::Scheduler::Schedule /,
    paths: /^ScheduleExpression$/,
    form: /^(rate|cron)\(/,
    why: 'How often it comes again',
  },
  {
    of: /^AWS::CloudWatch::Alarm (?!Alarmsbreakglass)/,
    paths: /^(Threshold|EvaluationPeriods|Period)$/,
    why: number,
  },
  { of: /^AWS::CloudWatch::Dashboard /, paths: /^DashboardBody$/, why: 'Recorded by kinds of widgets' },
  { of: /^AWS::Budgets::Budget /, paths: /^Budget\.BudgetLimit\.Amount$/, why: number },
  {
    of: /^AWS::SNS::Subscription /,
    paths: /^Endpoint$/,
    why: 'The address of the configuration; its protocol is recorded',
  },
  { of: /^Custom::TableMigration /, paths: /^tables$/, why: 'A digest of the contracts' },
  { of: /^AWS::StepFunctions::StateMachine /, paths: /^DefinitionString$/, why: 'Recorded state by state' },
  {
    of: /^AWS::LakeFormation::Tag FoundationTagdomain/,
    paths: /^TagValues\[\]$/,
    why: 'Domains of the contracts',
  },
  {
    of: /^AWS::LakeFormation::PrincipalPermissions Grants/,
    paths:
      /^(Permissions$|Resource\.LFTagPolicy\.(Expression|ResourceType)$|Resource\.DataCellsFilter\.(DatabaseName|TableName|Name)$)/,
    why: 'Follows from contracts and configuration',
    judgedBy: 'checkGrants',
  },
  {
    of: /^AWS::LakeFormation::DataCellsFilter /,
    paths: /^(Name|ColumnNames|RowFilter\.FilterExpression)$/,
    why: 'Follows from contracts and configuration',
    judgedBy: 'checkColumns',
  },
  {
    of: /^AWS::IAM::Role Persona/,
    paths: /^AssumeRolePolicyDocument$/,
    why: 'Follows from contracts and configuration',
    judgedBy: 'checkTrust',
  },
];

export function maskOf(key: string, path: string): Mask | undefined {
  return MASKS.find(({ of, paths }) => of.test(key) && paths.test(path));
}
