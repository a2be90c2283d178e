import type { Finding } from '../finding';
import type { Proof } from '../proof';
import { ownWorkGroups, resultsPrefix, workGroupsOf } from '../results';

/**
 * Each persona may query in a workgroup whose results go below its own prefix, and no other workgroup puts
 * results there. In which workgroups a persona may not, its permissions tell.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/workgroups-benefits.html
 */
export function checkWorkGroups({ evaluation, personas }: Proof): Finding[] {
  const { templates, iam } = evaluation;
  const groups = workGroupsOf(templates);
  const unsafe = groups.flatMap(({ name, problem }) =>
    problem === undefined ? [] : [results(name, `Workgroup ${name} ${problem}`)],
  );
  const misplaced = groups
    .filter(({ prefix }) =>
      personas.some(({ name }) => {
        const own = resultsPrefix(name);
        return prefix !== own && (prefix.startsWith(own) || own.startsWith(prefix));
      }),
    )
    .map(({ name, prefix }) =>
      results(
        name,
        `Workgroup ${name} puts results below "${prefix}", which isn't apart from those of a persona`,
      ),
    );
  const withheld = evaluation.personas.flatMap(({ persona, role }): Finding[] => {
    const own = ownWorkGroups(templates, persona);
    const mayStart = own.every(({ arn }) => iam.allows(role.principal, 'athena:StartQueryExecution', arn));
    if (own.length === 1 && mayStart) return [];
    return own.length > 1
      ? [
          results(
            persona,
            `Workgroups ${own.map(({ name }) => name).join(', ')} share the results of ${persona}`,
          ),
        ]
      : [
          {
            rule: 'withheld' as const,
            subject: persona,
            message: `${persona} has no workgroup to query in`,
          },
        ];
  });
  return [...unsafe, ...misplaced, ...withheld];
}

function results(subject: string, message: string): Finding {
  return { rule: 'results', subject, message };
}
