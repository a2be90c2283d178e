import { dataBuckets, type DataBucket } from '../buckets';
import { deniesOf, readersBeside, WHO } from '../denies';
import type { Finding } from '../finding';
import { isOnOwnPath } from '../lake-roles';
import { exampleOf } from '../pattern';
import type { Proof } from '../proof';
import { ownWorkGroups, resultsPrefix } from '../results';
import { almighty } from '../simulate';
import { statementsOf, type PolicyDocument } from '../statement';

/** Actions that hand out the content of an object; buckets are versioned, and replication copies objects. */
const READS = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionForReplication'];

/**
 * Every bucket with records denies reading them to everybody but the lake's own roles, whatever IAM allows. It is
 * asked as people and roles of other kinds, as every persona, and as somebody whom an exemption of its policy
 * would let in, for keys of every kind that the policy tells apart.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function checkDirectReads(proof: Proof): Finding[] {
  return dataBuckets(proof.evaluation.templates).flatMap((bucket) => checkBucket(bucket, proof));
}

function checkBucket(bucket: DataBucket, { evaluation }: Proof): Finding[] {
  const { iam, templates } = evaluation;
  const { account } = templates.environment;
  const resourcePolicy = deniesOf(iam.resourcePolicy(bucket.arn), [WHO]);
  const owned = ownPrefixes(bucket, evaluation);
  const readers = new Set([...owned.keys(), ...readersBeside(resourcePolicy, account)]);
  const keys = keysOf(bucket.arn, resourcePolicy, [...owned.values()]);
  const questions = [...readers]
    .filter((reader) => owned.has(reader) || !isOnOwnPath(evaluation, reader))
    .flatMap((reader) => {
      const own = owned.get(reader);
      const foreign = own === undefined ? keys : keys.filter((key) => !key.startsWith(own));
      return foreign.flatMap((key) => READS.map((action) => ({ reader, key, action })));
    });
  const open = questions.filter(({ reader, key, action }) =>
    iam.simulator.isAllowed({
      principal: almighty(reader),
      action,
      resourceArn: `${bucket.arn}/${key}`,
      account,
      resourcePolicy,
    }),
  );
  return [...new Set(open.map(({ action }) => action))].map((action) => {
    const who = new Set(open.filter((each) => each.action === action).map(({ reader }) => reader));
    return {
      rule: 'no-deny',
      subject: bucket.arn,
      message: `${bucket.arn} gives ${action} past Lake Formation to whom IAM allows it, such as ${[...who].slice(0, 3).join(', ')}; deny it in its policy`,
    };
  });
}

/** The prefix with results of its own that a persona has in the bucket, by the ARN of every persona's role. */
function ownPrefixes(
  bucket: DataBucket,
  { personas, templates }: Proof['evaluation'],
): Map<string, string | undefined> {
  return new Map(
    personas.map(({ persona, role }) => {
      const isHere = ownWorkGroups(templates, persona).some(({ bucketArn }) => bucketArn === bucket.arn);
      return [role.principal.arn, isHere ? resultsPrefix(persona) : undefined];
    }),
  );
}

/** A key that no statement names, one below each prefix of results, and one for each pattern of the policy. */
function keysOf(
  bucketArn: string,
  policy: PolicyDocument | undefined,
  prefixes: readonly (string | undefined)[],
): string[] {
  const named = statementsOf(policy)
    .flatMap(({ resources, notResources }) => [...resources, ...notResources])
    .filter((pattern) => pattern.startsWith(`${bucketArn}/`))
    .map((pattern) => exampleOf(pattern.slice(bucketArn.length + 1)));
  const results = prefixes.flatMap((prefix) => (prefix === undefined ? [] : [exampleOf(`${prefix}*`)]));
  return [...new Set([exampleOf('*'), ...results, ...named])];
}
