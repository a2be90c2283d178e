import { changed } from '../../governance/support/change';
import {
  ANALYST,
  another,
  EVERYTHING,
  policy,
  policyWith,
  RESULTS,
  type Json,
  type Mutant,
  type Statement,
} from './mutant';

/** Another policy of the buckets whose logical ids start so, from their statements. */
const buckets =
  (start: string, change: (statements: readonly Statement[]) => readonly Json[]): Mutant['mutate'] =>
  (templates) =>
    changed(templates, 'AWS::S3::BucketPolicy', (properties, id) =>
      id.startsWith(start) ? policyWith(properties, change) : properties,
    );

/** Changes the denies of reading, which start with their actions. */
const denies =
  (change: (statement: Statement) => Json) =>
  (statements: readonly Statement[]): Json[] =>
    statements.map((statement) =>
      JSON.stringify(statement.Action).includes('s3:GetObject') ? change(statement) : statement,
    );

/** Lets more principals past a deny. */
const exempting = (arns: readonly string[]) =>
  denies((statement) => {
    const exempt = (statement.Condition as { ArnNotLike: { 'aws:PrincipalArn': string[] } }).ArnNotLike[
      'aws:PrincipalArn'
    ];
    return { ...statement, Condition: { ArnNotLike: { 'aws:PrincipalArn': [...exempt, ...arns] } } };
  });

const SILVER_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/KeysSilver3979F3CD';
const encryptedWith = (key: string): Json => ({
  ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: key } }],
});

/** Buckets, keys and functions that let somebody in themselves. */
export const BUCKETS: readonly Mutant[] = [
  {
    name: 'a deny that leaves out earlier versions of objects',
    mutate: buckets(
      'ZonesSilver',
      denies((statement) => ({ ...statement, Action: 's3:GetObject' })),
    ),
    rule: 'no-deny',
    names: /zonessilver.* gives s3:GetObjectVersion past Lake Formation/,
  },
  {
    name: 'a deny that leaves out what replication copies',
    mutate: buckets(
      'ZonesSilver',
      denies((statement) => ({ ...statement, Action: ['s3:GetObject', 's3:GetObjectVersion'] })),
    ),
    rule: 'no-deny',
    names: /zonessilver.* gives s3:GetObjectVersionForReplication past Lake Formation/,
  },
  {
    name: 'a deny that lets in roles of administrators',
    mutate: buckets('ZonesGold', exempting(['arn:aws:iam::111122223333:role/Admin*'])),
    rule: 'no-deny',
    names: /zonesgold.* gives s3:GetObject .*role\/Admin/,
  },
  {
    name: 'a deny that lets in users',
    mutate: buckets('ZonesBronze', exempting(['arn:aws:iam::111122223333:user/*'])),
    rule: 'no-deny',
    names: /zonesbronze.* gives s3:GetObject .*user\/somebody/,
  },
  {
    name: 'a deny that lets in a role nobody has thought of',
    mutate: buckets('ZonesFailures', exempting(['arn:aws:iam::111122223333:role/nightly-?-export*'])),
    rule: 'no-deny',
    names: /zonesfailures.* gives s3:GetObject .*role\/nightly-/,
  },
  {
    name: 'a deny that lets in the analyst',
    mutate: buckets('ZonesSilver', exempting([ANALYST])),
    rule: 'no-deny',
    names: /zonessilver.* gives s3:GetObject .*headwater-prod-analyst/,
  },
  {
    name: 'a deny for most objects',
    mutate: buckets(
      'ZonesBronze',
      denies(({ Sid, Effect, Principal, Action, Condition }) => ({
        ...{ Sid, Effect, Principal, Action, Condition },
        NotResource: 'arn:aws:s3:::zonesbronzebucket49d9db36/documents/*',
      })),
    ),
    rule: 'no-deny',
    names: /zonesbronze.* gives s3:GetObject/,
  },
  {
    name: 'a deny that a tag lifts',
    mutate: buckets(
      'ZonesSilver',
      denies((statement) => ({
        ...statement,
        Condition: {
          ...(statement.Condition as Json),
          StringNotEquals: { 'aws:PrincipalTag/team': 'data-platform' },
        },
      })),
    ),
    rule: 'no-deny',
    names: /zonessilver.* gives s3:GetObject/,
  },
  ...['Bronze', 'Silver', 'Gold', 'Failures', 'Results'].map((bucket): Mutant => ({
    name: `no policy of the ${bucket} bucket`,
    mutate: (templates) =>
      changed(templates, 'AWS::S3::BucketPolicy', (properties, id) =>
        id.startsWith(`Zones${bucket}`) ? undefined : properties,
      ),
    rule: 'no-deny',
    names: new RegExp(`zones${bucket.toLowerCase()}.* gives s3:GetObject past`),
  })),
  {
    name: 'a deny of results that lets the analyst in everywhere',
    mutate: buckets('ZonesResults', exempting([ANALYST])),
    rule: 'no-deny',
    names: /zonesresults.* gives s3:GetObject .*headwater-prod-analyst/,
  },
  {
    name: 'results whose names can be listed',
    mutate: buckets('ZonesResults', (statements) => statements.filter(({ Sid }) => Sid !== 'DenyListing')),
    rule: 'results',
    names: /Results below .*clinician\/ can be listed by .*role\/Admin/,
  },
  {
    name: 'results that their owner may not read',
    mutate: buckets('ZonesResults', (statements) => [
      ...statements,
      { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: `${RESULTS}/analyst/*` },
    ]),
    rule: 'withheld',
    names: /analyst may not s3:GetObject, s3:PutObject on its own results/,
  },
  {
    name: 'a bucket policy that lets the analyst in',
    mutate: buckets('ZonesResults', (statements) => [
      ...statements,
      {
        Effect: 'Allow',
        Principal: { AWS: ANALYST },
        Action: 's3:PutObject',
        Resource: `${RESULTS}/clinician/*`,
      },
    ]),
    rule: 'resource-policy',
    names: /ZonesResults.* lets .*headwater-prod-analyst in itself/,
  },
  {
    name: 'results under the key of silver',
    mutate: (templates) =>
      changed(templates, 'AWS::S3::Bucket', (properties, id) =>
        id.startsWith('ZonesResults')
          ? { ...properties, BucketEncryption: encryptedWith(SILVER_KEY) }
          : properties,
      ),
    rule: 'results',
    names: /zonesresults.* keeps results under .*KeysSilver/,
  },
  {
    name: 'a key that everybody may use',
    mutate: (templates) =>
      changed(templates, 'AWS::KMS::Key', (properties, id) =>
        id.startsWith('KeysSilver')
          ? {
              ...properties,
              KeyPolicy: policy({ ...EVERYTHING, Action: 'kms:Decrypt', Principal: { AWS: '*' } }),
            }
          : properties,
      ),
    rule: 'resource-policy',
    names: /KeysSilver.* lets \* in itself/,
  },
  {
    name: 'a function that everybody may call',
    mutate: another('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'x',
      Principal: '*',
    }),
    rule: 'resource-policy',
    names: /Extra \(AWS::Lambda::Permission\) lets \* in itself/,
  },
];
