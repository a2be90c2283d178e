import { dataBuckets, keyOf } from '../buckets';
import type { Finding } from '../finding';
import type { Proof } from '../proof';
import { ownWorkGroups } from '../results';

/**
 * A persona decrypts its results and nothing else: Lake Formation decrypts tables for it.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/register-encrypted.html
 */
export function checkKeys({ evaluation }: Proof): Finding[] {
  const { templates, iam } = evaluation;
  const all = templates.ofType('AWS::KMS::Key').map(({ arn }) => arn);
  const findings = evaluation.personas.flatMap(({ persona, role }) => {
    const own = ownWorkGroups(templates, persona).map(({ bucketArn = '' }) => keyOf(templates, bucketArn));
    return all
      .filter((key) => !own.includes(key))
      .filter((key) => iam.allows(role.principal, 'kms:Decrypt', key))
      .map((key): Finding => ({
        rule: 'direct-read',
        subject: key,
        message: `${persona} may decrypt with ${key} itself`,
      }));
  });
  return [...findings, ...sharedKeys({ evaluation })];
}

/** A key of tables that encrypts results too would let personas decrypt tables. */
function sharedKeys({
  evaluation: { templates, personas, locations },
}: Pick<Proof, 'evaluation'>): Finding[] {
  const results = new Set(
    personas.flatMap(({ persona }) => ownWorkGroups(templates, persona).map(({ bucketArn }) => bucketArn)),
  );
  const ofTables = locations.map(({ keyArn }) => keyArn);
  return dataBuckets(templates)
    .filter(({ arn, keyArn }) => results.has(arn) && (keyArn === undefined || ofTables.includes(keyArn)))
    .map(({ arn, keyArn }): Finding => ({
      rule: 'results',
      subject: arn,
      message: `${arn} keeps results under ${keyArn ?? 'no key of the lake'}; expected a key of their own`,
    }));
}
