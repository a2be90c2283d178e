import { seesEverything } from './diagnose-administrators';
import { bucketArns } from './diagnose-locations';
import type { Area, Unchecked } from './diagnosis';
import type { Expectation } from './expectation';
import type { Observation } from './observation';

/** Checks for which what was read isn't enough. */
export function undecided(observed: Observation, expected: Expectation): Unchecked[] {
  const { settings, permissions } = observed;
  const isOpenUnknown = !settings || !permissions;
  return [
    ...withoutBuckets(observed, expected),
    ...(isOpenUnknown
      ? [
          {
            area: 'defaults' as const,
            reason: 'Not everything that IAMAllowedPrincipals may have could be read',
            remedy: 'See the other entries here.',
          },
        ]
      : []),
    ...(seesEverything(observed) ? [] : ofPart(observed)),
  ];
}

function withoutBuckets(observed: Observation, expected: Expectation): Unchecked[] {
  if (!observed.locations || bucketArns(observed, expected).length > 0) return [];
  return [
    {
      area: 'locations',
      reason: 'No database tells which buckets hold tables',
      remedy:
        'Name them: cdk deploy --all --outputs-file outputs.json, then lake doctor --outputs outputs.json.',
    },
  ];
}

/** Lake Formation shows others than its administrators what they may use themselves, and doesn't say so. */
function ofPart(observed: Observation): Unchecked[] {
  const { caller, settings, vocabulary, databases, permissions, filters } = observed;
  const read: Partial<Record<Area, unknown>> = {
    defaults: permissions,
    vocabulary,
    tables: databases,
    grants: permissions,
    filters,
  };
  return (Object.keys(read) as Area[])
    .filter((area) => read[area] !== undefined)
    .map((area) => ({
      area,
      reason: `Only a part may be known, since ${caller} is ${settings ? 'no' : 'perhaps no'} Lake Formation administrator`,
      remedy: 'Make it a read-only administrator and run this again.',
    }));
}
