import { IAM_ALLOWED_PRINCIPALS } from '../core/governance/lake-settings';
import { bucketArns, isWithin } from './diagnose-locations';
import type { Diagnosis } from './diagnosis';
import type { Expectation, ExpectedGrant } from './expectation';
import { describe, isOfLake, personaArn } from './names';
import type { Observation, ObservedPermission } from './observation';
import { grant, revoke } from './remedies';

/** Grants that no configuration gives. */
export function foreignGrants(observed: Observation, expected: Expectation): Diagnosis[] {
  const buckets = bucketArns(observed, expected);
  return (observed.permissions ?? []).flatMap((permission): Diagnosis[] => {
    const { principal, resource, listed } = permission;
    if (principal === IAM_ALLOWED_PRINCIPALS || isOfLake(principal, expected)) return [];
    if (!concerns(permission, expected, buckets)) return [];
    const allowed = expected.grants.find((each) => isSame(each, permission, expected))?.permissions ?? [];
    const extra = permission.permissions.filter((each) => !allowed.includes(each));
    const { grantable } = permission;
    if (extra.length === 0 && grantable.length === 0) return [];
    const what = [
      ...(extra.length > 0 ? [`has ${extra.join(', ')} on ${describe(resource)}`] : []),
      ...(grantable.length > 0 ? [`may grant others ${grantable.join(', ')} on ${describe(resource)}`] : []),
    ];
    return [
      {
        check: 'foreign-grant',
        severity: 'error',
        problem: `${principal} ${what.join(' and ')}, which no configuration gives it`,
        remedy: `Revoke it, or put it into the configuration: ${revoke({ principal, permissions: [...new Set([...extra, ...grantable])], grantable, resource: listed }, expected)}`,
      },
    ];
  });
}

/** Grants of the configuration that aren't there. */
export function missingGrants({ permissions = [] }: Observation, expected: Expectation): Diagnosis[] {
  return expected.grants.flatMap((wanted): Diagnosis[] => {
    const found = permissions
      .filter((each) => isSame(wanted, each, expected))
      .flatMap((each) => each.permissions);
    const lacking = wanted.permissions.filter((each) => !found.includes(each));
    if (lacking.length === 0) return [];
    const principal = personaArn(wanted.persona, expected);
    const command = grant(
      { principal, permissions: lacking, resource: asListed(wanted, expected) },
      expected,
    );
    return [
      {
        check: 'missing-grant',
        severity: 'warning',
        problem: `${wanted.persona} lacks ${lacking.join(', ')} on ${describe(wanted.resource)}`,
        remedy: `Deploy the access stack. If it is deployed already, CloudFormation doesn’t notice: ${command}`,
      },
    ];
  });
}

function isSame(wanted: ExpectedGrant, found: ObservedPermission, expected: Expectation): boolean {
  return (
    found.principal === personaArn(wanted.persona, expected) &&
    found.resource.kind === wanted.resource.kind &&
    describe(found.resource) === describe(wanted.resource)
  );
}

/**
 * Whether a permission reaches the lake: grants on other databases are none of its business, tag expressions
 * reach all that match. DESCRIBE of an LF-tag lets nobody do anything.
 */
function concerns(
  { resource, permissions }: ObservedPermission,
  { databases, vocabulary }: Expectation,
  buckets: readonly string[],
): boolean {
  switch (resource.kind) {
    case 'tags':
      return Object.keys(resource.expression).some((key) => key in vocabulary);
    case 'saved-expression':
      return true;
    case 'location':
      return buckets.some((bucket) => isWithin(resource.arn, bucket));
    case 'lf-tag':
      return resource.key in vocabulary && permissions.some((each) => each !== 'DESCRIBE');
    case 'catalog':
    case 'other':
      return false;
    default:
      return databases.includes(resource.database);
  }
}

/** A resource of the configuration in the words of the API. */
function asListed({ resource }: ExpectedGrant, { account }: Expectation): object {
  if (resource.kind === 'tags') {
    const Expression = Object.entries(resource.expression).map(([TagKey, TagValues]) => ({
      TagKey,
      TagValues,
    }));
    return { LFTagPolicy: { ResourceType: resource.resourceType, Expression } };
  }
  const { database, table, filter } = resource;
  return {
    DataCellsFilter: { TableCatalogId: account, DatabaseName: database, TableName: table, Name: filter },
  };
}
