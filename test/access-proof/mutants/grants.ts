import { changed } from '../../governance/support/change';
import { ANALYST, another, type Json, type Mutant } from './mutant';

const granted = (resource: Json, ...permissions: string[]): Mutant['mutate'] =>
  another('AWS::LakeFormation::PrincipalPermissions', {
    Principal: { DataLakePrincipalIdentifier: ANALYST },
    Resource: resource,
    Permissions: permissions,
    PermissionsWithGrantOption: [],
  });

const LOCATION = {
  ResourceArn: 'arn:aws:s3:::zonessilverbucketb099ec60',
  RoleArn: 'arn:aws:iam::111122223333:role/AdHoc',
  HybridAccessEnabled: false,
  UseServiceLinkedRole: false,
};

/** Permissions and settings of Lake Formation beyond what configuration gives. */
export const GRANTS: readonly Mutant[] = [
  {
    name: 'SELECT on all of discovery',
    mutate: granted({ Table: { DatabaseName: 'discovery', TableWildcard: {} } }, 'SELECT'),
    rule: 'grant',
    names: /analyst is granted SELECT on table discovery\.\*/,
  },
  {
    name: 'SELECT on a whole table, with the metadata that holds bounds of its columns',
    mutate: granted({ Table: { DatabaseName: 'silver', Name: 'documents' } }, 'SELECT'),
    rule: 'metadata',
    names: /analyst may read "documents\$files", which holds bounds of silver\.documents\.source_path/,
  },
  {
    name: 'DESCRIBE of discovery',
    mutate: granted({ Database: { Name: 'discovery' } }, 'DESCRIBE'),
    rule: 'grant',
    names: /analyst is granted DESCRIBE on database discovery/,
  },
  {
    name: 'ASSOCIATE on the LF-tag sensitivity',
    mutate: granted({ LFTag: { TagKey: 'sensitivity', TagValues: ['public'] } }, 'ASSOCIATE'),
    rule: 'grant',
    names: /analyst is granted ASSOCIATE on LF-tag sensitivity/,
  },
  {
    name: 'CREATE_TABLE, ALTER and DROP on gold',
    mutate: granted({ Database: { Name: 'gold' } }, 'CREATE_TABLE', 'ALTER', 'DROP'),
    rule: 'grant',
    names: /analyst is granted CREATE_TABLE, ALTER, DROP on database gold/,
  },
  {
    name: 'INSERT, DELETE and DROP by tag, beside the SELECT that is due',
    mutate: granted(
      {
        LFTagPolicy: {
          ResourceType: 'TABLE',
          Expression: [
            { TagKey: 'zone', TagValues: ['silver'] },
            { TagKey: 'sensitivity', TagValues: ['public'] },
            { TagKey: 'rows', TagValues: ['all'] },
          ],
        },
      },
      'SELECT',
      'INSERT',
      'DELETE',
      'DROP',
    ),
    rule: 'grant',
    names: /analyst is granted INSERT, DELETE, DROP on every table tagged zone=silver/,
  },
  {
    name: 'SELECT by a tag expression without its classes',
    mutate: granted(
      { LFTagPolicy: { ResourceType: 'TABLE', Expression: [{ TagKey: 'zone', TagValues: ['staging'] }] } },
      'SELECT',
    ),
    rule: 'grant',
    names: /analyst is granted SELECT on every table tagged zone=staging/,
  },
  {
    name: 'SUPER_USER on a table',
    mutate: granted({ Table: { DatabaseName: 'silver', Name: 'immunizations' } }, 'SUPER_USER'),
    rule: 'grant',
    names: /analyst is granted SUPER_USER on table silver\.immunizations/,
  },
  {
    name: 'DATA_LOCATION_ACCESS',
    mutate: granted({ DataLocation: { ResourceArn: 'arn:aws:s3:::zone' } }, 'DATA_LOCATION_ACCESS'),
    rule: 'grant',
    names: /analyst is granted DATA_LOCATION_ACCESS on location/,
  },
  {
    name: 'a grant that may be passed on',
    mutate: (templates) =>
      changed(templates, 'AWS::LakeFormation::PrincipalPermissions', (properties, id) =>
        id.startsWith('Grantsanalysttable')
          ? { ...properties, PermissionsWithGrantOption: ['SELECT'] }
          : properties,
      ),
    rule: 'grant',
    names: /analyst may pass SELECT on .* on to others/,
  },
  {
    name: 'a grant to a role from elsewhere',
    mutate: (templates) =>
      changed(templates, 'AWS::LakeFormation::PrincipalPermissions', (properties, id) =>
        id.startsWith('Grantsclinician')
          ? {
              ...properties,
              Principal: { DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/AdHoc' },
            }
          : properties,
      ),
    rule: 'grant',
    names: /role\/AdHoc is granted SELECT/,
  },
  {
    name: 'discovery whose new tables are open',
    mutate: (templates) =>
      changed(templates, 'AWS::Glue::Database', (properties) =>
        properties.DatabaseInput?.Name === 'discovery'
          ? {
              ...properties,
              DatabaseInput: { ...properties.DatabaseInput, CreateTableDefaultPermissions: undefined },
            }
          : properties,
      ),
    rule: 'open-by-default',
    names: /New tables in discovery are open/,
  },
  {
    name: 'a part of a location in hybrid access mode',
    mutate: another('AWS::LakeFormation::Resource', {
      ...LOCATION,
      ResourceArn: `${LOCATION.ResourceArn}/silver/immunizations`,
      HybridAccessEnabled: true,
    }),
    rule: 'location',
    names: /The location of silver is registered in hybrid access mode/,
  },
  {
    name: 'a location registered with a role from elsewhere',
    mutate: another('AWS::LakeFormation::Resource', LOCATION),
    rule: 'location',
    names: /The location of silver is registered with .*role\/AdHoc, which no template declares/,
  },
  {
    name: 'an administrator from elsewhere',
    mutate: another('AWS::LakeFormation::DataLakeSettings', {
      Admins: [{ DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/AdHoc' }],
    }),
    rule: 'administrator',
    names: /role\/AdHoc is a Lake Formation administrator/,
  },
  {
    name: 'engines outside that read whole tables',
    mutate: another('AWS::LakeFormation::DataLakeSettings', { AllowFullTableExternalDataAccess: true }),
    rule: 'settings',
    names: /engines outside read whole tables/,
  },
];
