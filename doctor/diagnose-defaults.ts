import { IAM_ALLOWED_PRINCIPALS } from '../core/governance/lake-settings';
import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import { describe } from './names';
import type { ObservedPermission, Observation } from './observation';
import { aws, migrate, quoted, revoke } from './remedies';

/** Where IAM still decides in Lake Formation's place: as the account's or a database's default, or by a grant. */
export function diagnoseDefaults(observed: Observation, expected: Expectation): Diagnosis[] {
  return [
    ...ofAccount(observed, expected),
    ...ofDatabases(observed, expected),
    ...(observed.permissions ?? []).flatMap((permission) => ofGrant(permission, expected)),
  ];
}

function ofAccount({ settings }: Observation, expected: Expectation): Diagnosis[] {
  if (!settings?.isOpenByDefault) return [];
  return [
    {
      check: 'open-by-default',
      severity: 'error',
      problem: 'New databases or tables are given to IAMAllowedPrincipals',
      remedy: `It closes the account’s defaults and keeps its other settings: ${migrate(expected)}.`,
    },
  ];
}

function ofDatabases({ databases }: Observation, expected: Expectation): Diagnosis[] {
  const open = (databases?.present ?? []).filter(({ isOpenByDefault }) => isOpenByDefault);
  return open.map(({ name, location }) => {
    // UpdateDatabase replaces all there is of a database.
    const input = {
      Name: name,
      ...(location !== undefined && { LocationUri: location }),
      CreateTableDefaultPermissions: [],
    };
    return {
      check: 'open-by-default',
      severity: 'error',
      problem: `New tables of database ${name} are given to IAMAllowedPrincipals`,
      remedy: aws('glue', 'update-database', expected, `--name ${name}`, `--database-input ${quoted(input)}`),
    };
  });
}

function ofGrant(permission: ObservedPermission, expected: Expectation): Diagnosis[] {
  const { principal, permissions, grantable, resource, listed } = permission;
  if (principal !== IAM_ALLOWED_PRINCIPALS) return [];
  const remedy = revoke({ principal, permissions, grantable, resource: listed }, expected);
  if (resource.kind === 'catalog') {
    return [
      {
        check: 'open-catalog',
        severity: 'warning',
        problem: `IAMAllowedPrincipals has ${permissions.join(', ')} on the catalog: whoever IAM lets makes databases past Lake Formation`,
        remedy,
      },
    ];
  }
  const databases = [...expected.databases, ...expected.undeclaredDatabases];
  const isOfLake = 'database' in resource ? databases.includes(resource.database) : resource.kind !== 'other';
  if (!isOfLake) return [];
  return [
    {
      check: 'open-resource',
      severity: 'error',
      problem: `IAMAllowedPrincipals has ${permissions.join(', ')} on ${describe(resource)}`,
      remedy,
    },
  ];
}
