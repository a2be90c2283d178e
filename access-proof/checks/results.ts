import { deniesOf, readersBeside, WHO } from '../denies';
import type { Evaluation, PersonaEvaluation } from '../evaluate';
import type { Finding } from '../finding';
import { isOnOwnPath } from '../lake-roles';
import type { Proof } from '../proof';
import { resultsPrefix, workGroupsOf } from '../results';
import { almighty } from '../simulate';

const LIST = 's3:ListBucket';
const FOREIGN = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject', LIST];
const OWN = ['s3:GetObject', 's3:PutObject', LIST];

/** Below which results of a workgroup stand. */
interface Place {
  readonly bucketArn: string;
  readonly prefix: string;
}

/**
 * What one persona has found no other reads, lists or replaces: personas by prefixes of results, as IAM and the
 * bucket's policy together decide it. Nor does anybody outside the lake list it, whatever IAM allows.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export function checkResults({ evaluation }: Proof): Finding[] {
  const places = new Map(
    workGroupsOf(evaluation.templates).flatMap(({ bucketArn, prefix }) =>
      bucketArn === undefined ? [] : [[`${bucketArn}/${prefix}`, { bucketArn, prefix }] as const],
    ),
  );
  return [...places.values()].flatMap((place) => [
    ...evaluation.personas.flatMap((persona) => checkPersona(persona, place, evaluation)),
    ...checkListing(place, evaluation),
  ]);
}

function checkPersona(
  { persona, role }: PersonaEvaluation,
  { bucketArn, prefix }: Place,
  { iam }: Evaluation,
): Finding[] {
  const isOwn = prefix === resultsPrefix(persona);
  const actions = isOwn ? OWN : FOREIGN;
  const may = (action: string): boolean =>
    action === LIST
      ? iam.allows(role.principal, action, bucketArn, { 's3:prefix': prefix })
      : iam.allows(role.principal, action, `${bucketArn}/${prefix}any`);
  const wrong = actions.filter((action) => may(action) !== isOwn).join(', ');
  if (wrong === '') return [];
  return [
    isOwn
      ? { rule: 'withheld', subject: persona, message: `${persona} may not ${wrong} on its own results` }
      : {
          rule: 'results',
          subject: persona,
          message: `${persona} may ${wrong} on results of others, below ${bucketArn}/${prefix}`,
        },
  ];
}

function checkListing({ bucketArn, prefix }: Place, evaluation: Evaluation): Finding[] {
  const { iam, templates, personas } = evaluation;
  const { account } = templates.environment;
  const resourcePolicy = deniesOf(iam.resourcePolicy(bucketArn), [WHO, 's3:prefix']);
  const outside = readersBeside(resourcePolicy, account).filter(
    (reader) =>
      !isOnOwnPath(evaluation, reader) && !personas.some(({ role }) => role.principal.arn === reader),
  );
  const context = { 's3:prefix': prefix };
  const who = outside.filter((reader) =>
    iam.simulator.isAllowed({
      principal: almighty(reader),
      action: LIST,
      resourceArn: bucketArn,
      account,
      resourcePolicy,
      context,
    }),
  );
  if (who.length === 0) return [];
  return [
    {
      rule: 'results',
      subject: bucketArn,
      message: `Results below ${bucketArn}/${prefix} can be listed by ${who.slice(0, 3).join(', ')}; deny it in the bucket's policy`,
    },
  ];
}
