import {
  analystMay,
  another,
  breakGlass,
  EVERYTHING,
  policy,
  RESULTS,
  roleNamed,
  type Json,
  type Mutant,
} from './mutant';

const mayBeyond = (name: string, statement: Json, names: RegExp): Mutant => ({
  name: `a statement with which the analyst may ${name}`,
  mutate: analystMay(statement),
  rule: 'permission',
  names,
});

/** What IAM allows a role that people take on, beyond what it needs. */
export const PERMISSIONS: readonly Mutant[] = [
  mayBeyond(
    'take on any role',
    { Action: 'sts:AssumeRole', Resource: '*' },
    /analyst may sts:AssumeRole on \*/,
  ),
  mayBeyond(
    'read what the clinician has found',
    { Action: 's3:GetObject', Resource: `${RESULTS}/clinician/*` },
    /analyst may s3:GetObject on .*\/clinician\/\*.*expected on .*\/analyst\/\*/,
  ),
  mayBeyond(
    'read results by a pattern',
    { Action: 's3:GetObject', Resource: 'arn:aws:s3:::*results*/clinician/*' },
    /analyst may s3:GetObject on arn:aws:s3:::\*results\*/,
  ),
  mayBeyond('use every workgroup', { Action: 'athena:*', Resource: '*' }, /analyst may athena:\* on \*/),
  mayBeyond(
    'fetch results of the clinician from Athena',
    {
      Action: 'athena:GetQueryResults',
      Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/headwater-prod-clinician',
    },
    /analyst may athena:GetQueryResults on .*headwater-prod-clinician/,
  ),
  mayBeyond(
    'list any results',
    { Action: 's3:ListBucket', Resource: RESULTS },
    /analyst may s3:ListBucket on .*expected on .*s3:prefix analyst\/\*/,
  ),
  mayBeyond(
    'list any results unless a prefix is given',
    {
      Action: 's3:ListBucket',
      Resource: RESULTS,
      Condition: { StringLikeIfExists: { 's3:prefix': 'analyst/*' } },
    },
    /analyst may s3:ListBucket on/,
  ),
  mayBeyond(
    'change grants',
    { Action: 'lakeformation:*', Resource: '*' },
    /analyst may lakeformation:\* on \*/,
  ),
  ...[
    'kinesis:GetRecords',
    'dynamodb:Query',
    'lambda:InvokeFunction',
    'lambda:UpdateFunctionCode',
    'iam:PassRole',
    'states:StartExecution',
    'secretsmanager:GetSecretValue',
    'glue:UpdateTable',
    'KMS:CreateGrant',
  ].map((action) =>
    mayBeyond(action, { Action: action, Resource: '*' }, new RegExp(`analyst may ${action} on \\*`)),
  ),
  mayBeyond(
    'look into discovery',
    { Action: 'glue:GetTable', Resource: 'arn:aws:glue:eu-central-1:111122223333:table/discovery/*' },
    /analyst may glue:GetTable on .*table\/discovery/,
  ),
  mayBeyond(
    'decrypt silver',
    { Action: 'kms:Decrypt', Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:kms:*:*:key/*' } },
    /analyst may kms:Decrypt on arn:aws:kms/,
  ),
  mayBeyond(
    'do all but something',
    { NotAction: 'iam:*', Resource: '*' },
    /analyst may do whatever NotAction/,
  ),
  mayBeyond(
    'query everywhere but somewhere',
    { Action: 'athena:GetQueryResults', NotResource: 'arn:aws:athena:::x' },
    /analyst may do whatever NotResource/,
  ),
  {
    name: 'AWS::IAM::RolePolicy of the analyst',
    mutate: another('AWS::IAM::RolePolicy', {
      RoleName: 'headwater-prod-analyst',
      PolicyName: 'more',
      PolicyDocument: policy(EVERYTHING),
    }),
    rule: 'permission',
    names: /analyst may \* on \* \(Extra\)/,
  },
  {
    name: 'AWS::IAM::Policy of the analyst, by name and in another case',
    mutate: another('AWS::IAM::Policy', {
      Roles: ['Headwater-Prod-Analyst'],
      PolicyName: 'more',
      PolicyDocument: policy(EVERYTHING),
    }),
    rule: 'permission',
    names: /analyst may \* on \* \(Extra\)/,
  },
  {
    name: 'AWS::IAM::ManagedPolicy that names the analyst',
    mutate: another('AWS::IAM::ManagedPolicy', {
      Roles: ['headwater-prod-analyst'],
      PolicyDocument: policy(EVERYTHING),
    }),
    rule: 'permission',
    names: /analyst may \* on \* \(Extra\)/,
  },
  {
    name: 'AWS::IAM::ManagedPolicy that the analyst names',
    mutate: (templates) =>
      another('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'more', PolicyDocument: policy(EVERYTHING) })(
        roleNamed('headwater-prod-analyst', {
          ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/more'],
        })(templates),
      ),
    rule: 'permission',
    names: /analyst may \* on \* \(Extra\)/,
  },
  {
    name: 'an inline policy of the analyst',
    mutate: roleNamed('headwater-prod-analyst', {
      Policies: [{ PolicyName: 'more', PolicyDocument: policy(EVERYTHING) }],
    }),
    rule: 'permission',
    names: /analyst may \* on \* \(PersonaanalystRole\w+\.more\)/,
  },
  {
    name: 'a boundary that narrows what another statement widens',
    mutate: (templates) =>
      roleNamed('headwater-prod-analyst', {
        PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
      })(analystMay({ Action: 'kinesis:*', Resource: '*' })(templates)),
    rule: 'permission',
    names: /analyst may kinesis:\*/,
  },
  {
    name: 'a break-glass role that may do more than read',
    mutate: breakGlass({
      Policies: [{ PolicyName: 'more', PolicyDocument: policy({ ...EVERYTHING, Action: 'iam:*' }) }],
    }),
    rule: 'permission',
    names: /may iam:\* on \*/,
  },
];
