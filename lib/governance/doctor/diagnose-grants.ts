import { IAM_ALLOWED_PRINCIPALS } from '../lake-settings';
import type { Diagnosis } from './diagnosis';
import { describe, isOfLake, roleName } from './names';
import type { Expectation, Observation, ObservedPermission } from './observation';

/** Grants that are missing, and grants that no configuration gives. */
export function diagnoseGrants(observed: Observation, expected: Expectation): Diagnosis[] {
  const wanted = new Map(
    expected.grants.map(({ persona, resource, permissions }) => [
      keyOf(`${expected.namePrefix}-${persona}`, resource),
      { persona, resource, permissions },
    ]),
  );
  const found = new Map<string, Set<string>>();
  const foreign: Diagnosis[] = [];
  for (const { principal, resource, permissions } of observed.permissions) {
    if (
      principal === IAM_ALLOWED_PRINCIPALS ||
      isOfLake(principal, expected) ||
      !concerns(resource, expected)
    )
      continue;
    const key = keyOf(roleName(principal), resource);
    found.set(key, new Set([...(found.get(key) ?? []), ...permissions]));
    const extra = permissions.filter(
      (each) => !wanted.get(key)?.permissions.some((permission) => permission === each),
    );
    if (extra.length === 0) continue;
    foreign.push({
      check: 'foreign-grant',
      severity: 'error',
      problem: `${principal} has ${extra.join(', ')} on ${describe(resource)}, which no configuration gives it`,
      remedy: 'Revoke it, or put it into the configuration.',
    });
  }
  const missing = [...wanted].flatMap(([key, { persona, resource, permissions }]): Diagnosis[] => {
    const lacking = permissions.filter((each) => !found.get(key)?.has(each));
    return lacking.length === 0
      ? []
      : [
          {
            check: 'missing-grant',
            severity: 'warning',
            problem: `${persona} lacks ${lacking.join(', ')} on ${describe(resource)}`,
            remedy: 'Deploy the access stack.',
          },
        ];
  });
  return [...foreign, ...missing];
}

/** Grants on databases that aren't the lake's are none of its business; tag expressions reach all that match. */
function concerns(
  resource: ObservedPermission['resource'],
  { databases, vocabulary: tags }: Expectation,
): boolean {
  switch (resource.kind) {
    case 'tags':
      return Object.keys(resource.expression).some((key) => key in tags);
    case 'other':
      return false;
    default:
      return databases.includes(resource.database);
  }
}

function keyOf(role: string, resource: ObservedPermission['resource']): string {
  return `${role} ${describe(resource)}`;
}
