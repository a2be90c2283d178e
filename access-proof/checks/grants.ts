import type { Grant, TagGrant } from '../../core/governance/grants';
import { grantsFor } from '../../core/governance/grants';
import type { Finding } from '../finding';
import { kindOf } from '../lake-roles';
import type { LakeResource, Permission, TagPair } from '../lake-formation-resources';
import type { Proof } from '../proof';

/**
 * Personas hold the grants that configuration gives them and no others, whatever those would show; everybody
 * else who holds one is a role of the lake that services take on. Nobody may pass a permission on.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html
 */
export function checkGrants(proof: Proof): Finding[] {
  return proof.evaluation.lakeFormation.permissions.flatMap((permission) => {
    const { Permissions, PermissionsWithGrantOption = [], Resource } = permission;
    const holder = holderOf(permission, proof);
    const finding = (problem: string): Finding => ({
      rule: 'grant',
      subject: holder.name,
      message: `${holder.name} ${problem}`,
    });
    const beyond = holder.grants ? beyondGrants(permission, holder.grants) : Permissions;
    const what = describe(Resource);
    const why = holder.grants ? "its clearance and zones don't give it" : 'it is no role of the lake';
    return [
      ...(beyond.length > 0 && !holder.isService
        ? [finding(`is granted ${beyond.join(', ')} on ${what}; ${why}`)]
        : []),
      ...(PermissionsWithGrantOption.length > 0
        ? [finding(`may pass ${PermissionsWithGrantOption.join(', ')} on ${what} on to others`)]
        : []),
    ];
  });
}

interface Holder {
  readonly name: string;
  readonly isService: boolean;
  /** What configuration gives a persona; undefined for others. */
  readonly grants?: readonly Grant[];
}

function holderOf({ Principal }: Permission, { evaluation, personas, tables }: Proof): Holder {
  const arn = Principal.DataLakePrincipalIdentifier;
  const found = evaluation.personas.find(({ role }) => role.principal.arn === arn);
  if (!found) {
    const role = evaluation.iam.role(arn);
    return { name: arn, isService: role !== undefined && kindOf(role) === 'service' };
  }
  const persona = personas.find(({ name }) => name === found.persona);
  return { name: found.persona, isService: false, grants: persona ? grantsFor(persona, tables) : [] };
}

/** Those of the permissions that no grant of the configuration covers. */
function beyondGrants({ Permissions, Resource }: Permission, grants: readonly Grant[]): string[] {
  return Permissions.filter((permission) => !grants.some((grant) => covers(grant, permission, Resource)));
}

function covers(grant: Grant, permission: string, { LFTagPolicy, DataCellsFilter }: LakeResource): boolean {
  if (grant.kind === 'cells') {
    // Which columns and rows a filter gives is checked column by column.
    return (
      permission === 'SELECT' &&
      DataCellsFilter?.DatabaseName === grant.database &&
      DataCellsFilter.TableName === grant.table
    );
  }
  return (
    grant.permissions.some((each) => each === permission) &&
    LFTagPolicy?.ResourceType === grant.resourceType &&
    narrows(LFTagPolicy.Expression, grant.expression)
  );
}

/** Whether an expression matches nothing that the granted one doesn't; more keys only narrow it. */
function narrows(expression: readonly TagPair[], granted: TagGrant['expression']): boolean {
  return Object.entries(granted).every(([key, values]) =>
    expression.some(
      ({ TagKey, TagValues }) => TagKey === key && TagValues.every((value) => values.includes(value)),
    ),
  );
}

function describe(resource: LakeResource): string {
  const { Database, Table, TableWithColumns, DataCellsFilter, DataLocation, LFTag, LFTagPolicy } = resource;
  if (Database) return `database ${Database.Name}`;
  if (Table) return `table ${Table.DatabaseName}.${Table.Name ?? '*'}`;
  if (TableWithColumns) return `columns of ${TableWithColumns.DatabaseName}.${TableWithColumns.Name}`;
  if (DataCellsFilter)
    return `filter ${DataCellsFilter.Name} of ${DataCellsFilter.DatabaseName}.${DataCellsFilter.TableName}`;
  if (DataLocation) return `location ${DataLocation.ResourceArn}`;
  if (LFTag) return `LF-tag ${LFTag.TagKey}`;
  if (!LFTagPolicy) return `resource ${Object.keys(resource).join(', ')}`;
  const tags = LFTagPolicy.Expression.map(({ TagKey, TagValues }) => `${TagKey}=${TagValues.join('|')}`);
  return `every ${LFTagPolicy.ResourceType.toLowerCase()} tagged ${tags.join(', ')}`;
}
