import { beyondAllowances, type Allowance } from '../allowances';
import { dataBuckets } from '../buckets';
import type { Finding } from '../finding';
import { kindOf } from '../lake-roles';
import { personaAllowances } from '../persona-allowances';
import type { Proof } from '../proof';
import type { Templates } from '../template';

/** IAM allows roles that people take on nothing but what they need: a persona to query, an emergency to read. */
export function checkPermissions({ evaluation, personas }: Proof): Finding[] {
  const { iam, templates } = evaluation;
  const ofPersonas = evaluation.personas.flatMap(({ persona: name, role }) => {
    const persona = personas.find((each) => each.name === name);
    const allowances = persona ? personaAllowances(persona, templates) : [];
    return findings(name, beyondAllowances(role.principal.policies, allowances));
  });
  const ofEmergencies = iam.roles
    .filter((role) => kindOf(role) === 'break-glass')
    .flatMap(({ resource, principal }) =>
      findings(resource.ref, beyondAllowances(principal.policies, emergencyAllowances(templates))),
    );
  return [...ofPersonas, ...ofEmergencies];
}

function findings(subject: string, problems: readonly string[]): Finding[] {
  return problems.map((problem) => ({ rule: 'permission', subject, message: `${subject} ${problem}` }));
}

function emergencyAllowances(templates: Templates): Allowance[] {
  const buckets = dataBuckets(templates);
  return [
    {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: buckets.map(({ arn }) => `${arn}/*`),
    },
    {
      actions: ['s3:ListBucket', 's3:ListBucketVersions', 's3:GetBucketLocation'],
      resources: buckets.map(({ arn }) => arn),
    },
    { actions: ['kms:Decrypt'], resources: buckets.flatMap(({ keyArn }) => keyArn ?? []) },
  ];
}
