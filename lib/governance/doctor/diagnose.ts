import { IAM_ALLOWED_PRINCIPALS } from '../lake-settings';
import { diagnoseGrants } from './diagnose-grants';
import type { Diagnosis } from './diagnosis';
import { describe, isOfLake, roleName } from './names';
import type { Expectation, Observation } from './observation';

/** Compares an account with what the configuration asks of it. */
export function diagnose(observed: Observation, expected: Expectation): Diagnosis[] {
  return [
    ...administrators(observed, expected),
    ...defaults(observed),
    ...locations(observed, expected),
    ...vocabulary(observed, expected),
    ...diagnoseGrants(observed, expected),
  ];
}

function administrators({ caller, administrators: admins }: Observation, expected: Expectation): Diagnosis[] {
  const findings: Diagnosis[] = [];
  if (!admins.some((admin) => roleName(admin) === roleName(caller))) {
    findings.push({
      check: 'administrator',
      severity: 'warning',
      problem: `${caller} is not a Lake Formation administrator, so permissions may be missing from this report`,
      remedy: 'Run it with a role that is one, or add the role in the Lake Formation console.',
    });
  }
  for (const admin of admins) {
    if (isOfLake(admin, expected)) continue;
    findings.push({
      check: 'foreign-administrator',
      severity: 'warning',
      problem: `${admin} administers Lake Formation and can grant itself anything`,
      remedy: 'Remove it from the data lake administrators if it needn’t be one.',
    });
  }
  return findings;
}

function defaults({ isOpenByDefault, permissions }: Observation): Diagnosis[] {
  const open = permissions.filter(({ principal }) => principal === IAM_ALLOWED_PRINCIPALS);
  return [
    ...(isOpenByDefault
      ? [
          {
            check: 'open-by-default' as const,
            severity: 'error' as const,
            problem: 'New databases or tables are given to IAMAllowedPrincipals',
            remedy: 'Run the table migration: it closes the account’s defaults and keeps its other settings.',
          },
        ]
      : []),
    ...open.map(({ resource }) => ({
      check: 'open-resource' as const,
      severity: 'error' as const,
      problem: `IAMAllowedPrincipals has permissions on ${describe(resource)}`,
      remedy:
        'Revoke them: aws lakeformation revoke-permissions --principal DataLakePrincipalIdentifier=IAM_ALLOWED_PRINCIPALS ...',
    })),
  ];
}

function locations(observed: Observation, { bucketArns }: Expectation): Diagnosis[] {
  return bucketArns.flatMap((arn) => {
    const location = observed.locations.find((each) => arn === each.arn || arn.startsWith(`${each.arn}/`));
    const problem = !location
      ? 'is not registered with Lake Formation'
      : location.isHybrid
        ? 'is registered in hybrid access mode, which lets IAM permissions in'
        : location.roleArn === undefined || location.roleArn.includes('/aws-service-role/')
          ? 'is registered with the service-linked role, which cannot use keys of the lake'
          : undefined;
    return problem === undefined
      ? []
      : [
          {
            check: 'location' as const,
            severity: 'error' as const,
            problem: `${arn} ${problem}`,
            remedy: 'Deploy the governance stack.',
          },
        ];
  });
}

function vocabulary(observed: Observation, expected: Expectation): Diagnosis[] {
  return Object.entries(expected.vocabulary).flatMap(([key, values]) => {
    const missing = values.filter((value) => !observed.vocabulary[key]?.includes(value));
    return missing.length === 0
      ? []
      : [
          {
            check: 'lf-tag' as const,
            severity: 'warning' as const,
            problem: `LF-tag ${key} lacks ${missing.join(', ')}`,
            remedy: 'Deploy the governance stack, then run the table migration.',
          },
        ];
  });
}
