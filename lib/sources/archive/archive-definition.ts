import type { ArchiveSettings } from '../../../lambdas/archive/settings';
import { integration } from '../../constructs/transformation/asl';

export interface ArchiveDefinitionProps {
  /** ARN of the function that does every step. */
  readonly functionArn: string;
  readonly bucketName: string;
  /** Where runs keep their plans, without the slash at the end. */
  readonly staging: string;
  readonly workers: ArchiveSettings['workers'];
}

/** A run of a large archive takes hours when everything goes wrong, and minutes otherwise. Seconds. */
const TIMEOUT_SECONDS = 6 * 3_600;
const RUN = '$$.Execution.Name';

const RETRY = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 2,
    MaxAttempts: 8,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
  // What is wrong with the archive, the login or the settings is wrong the next time, too.
  {
    ErrorEquals: [
      'ArchiveRefusedError',
      'ArchiveIncompleteError',
      'FetchRefusedError',
      'SettingsError',
      'SecretMissingError',
    ],
    MaxAttempts: 0,
  },
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 3, JitterStrategy: 'FULL' },
];

/** Open, and end where everything is kept already; else fetch the parts -> close -> verify -> plan -> extract the groups -> finish. Both maps read what they have to do from S3. */
export function archiveDefinition({
  functionArn,
  bucketName,
  staging,
  workers,
}: ArchiveDefinitionProps): object {
  const invoke = (payload: object): object => ({
    Type: 'Task',
    Resource: integration('lambda:invoke'),
    Parameters: { FunctionName: functionArn, Payload: payload },
    Retry: RETRY,
  });
  const step = (name: string, payload: object = {}): object =>
    invoke({ step: name, 'run.$': RUN, ...payload });
  const map = (name: 'part' | 'group', items: string, given: object): object => ({
    Type: 'Map',
    MaxConcurrency: workers,
    ItemReader: {
      Resource: integration('s3:getObject'),
      ReaderConfig: { InputType: 'JSON' },
      Parameters: { Bucket: bucketName, 'Key.$': `States.Format('${staging}/{}/${items}', ${RUN})` },
    },
    ItemSelector: { step: name, 'run.$': RUN, ...given, [`${name}.$`]: '$$.Map.Item.Value' },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'One',
      States: {
        One: {
          Type: 'Task',
          Resource: integration('lambda:invoke'),
          Parameters: { FunctionName: functionArn, 'Payload.$': '$' },
          ResultSelector: {},
          Retry: RETRY,
          End: true,
        },
      },
    },
    ResultPath: null,
  });
  return {
    Comment: 'Fetches an archive, extracts it in parallel, and makes sure that all of it is kept',
    StartAt: 'Open',
    TimeoutSeconds: TIMEOUT_SECONDS,
    States: {
      Open: {
        ...step('open'),
        ResultSelector: { 'value.$': '$.Payload' },
        ResultPath: '$.upload',
        Next: 'IsKept',
      },
      IsKept: {
        Type: 'Choice',
        Choices: [{ Variable: '$.upload.value.isKept', BooleanEquals: true, Next: 'Kept' }],
        Default: 'Fetch',
      },
      Kept: { Type: 'Succeed', OutputPath: '$.upload.value' },
      Fetch: { ...map('part', 'parts.json', { 'upload.$': '$.upload.value' }), Next: 'Close' },
      Close: { ...step('close', { 'upload.$': '$.upload.value' }), ResultPath: null, Next: 'Verify' },
      Verify: { ...step('verify', { 'upload.$': '$.upload.value' }), ResultPath: null, Next: 'Plan' },
      Plan: {
        ...step('plan'),
        ResultSelector: { 'value.$': '$.Payload' },
        ResultPath: '$.plan',
        Next: 'Extract',
      },
      // A group that fails for good is in the list of what is missing, and stops no other.
      Extract: {
        ...map('group', 'groups.json', { 'plan.$': '$.plan.value' }),
        ToleratedFailurePercentage: 100,
        Next: 'Finish',
      },
      Finish: { ...step('finish', { 'plan.$': '$.plan.value' }), End: true },
    },
  };
}
