import { unreviewed, type Mutant } from './mutant';
import { at } from './resources';

/** The same of another dataset, said as that one would say it. */
const ofImmunizations = (old: unknown): unknown =>
  JSON.parse(JSON.stringify(old).replaceAll(/\bvaccines\b/g, 'immunizations')) as unknown;

/** Tables and databases that lead elsewhere. */
export const CATALOG: readonly Mutant[] = [
  unreviewed(
    'a bronze table over the files of silver',
    at('AWS::Glue::Table', 'DatabasesTablevaccines', [
      'Properties.TableInput.StorageDescriptor.Location',
      's3://zonessilverbucketb099ec60/silver/immunizations/data/',
    ]),
    /DatabasesTablevaccines.*Location/,
  ),
  unreviewed(
    'a bronze table whose partitions are objects of another dataset',
    at('AWS::Glue::Table', 'DatabasesTablevaccines', [
      'Properties.TableInput.Parameters',
      (old: unknown) => ({
        ...(old as object),
        'storage.location.template': 's3://zonesbronzebucket49d9db36/documents/${dt}/',
      }),
    ]),
    /DatabasesTablevaccines.*storage\.location\.template/,
  ),
  ...['Name', 'StorageDescriptor.Location', 'Parameters'].map((place) =>
    unreviewed(
      `a bronze table with the ${place} of another dataset’s`,
      at('AWS::Glue::Table', 'DatabasesTablevaccines', [`Properties.TableInput.${place}`, ofImmunizations]),
      /DatabasesTablevaccines.*not been reviewed.*immunizations/,
    ),
  ),
  unreviewed(
    'rules of quality over another dataset’s table',
    at('AWS::Glue::DataQualityRuleset', 'QualityRulesetvaccines', [
      'Properties.TargetTable.TableName',
      ofImmunizations,
    ]),
    /QualityRulesetvaccines.*TargetTable.*immunizations/,
  ),
  unreviewed(
    'a table that is a view',
    at(
      'AWS::Glue::Table',
      'DatabasesTablevaccines',
      ['Properties.TableInput.TableType', 'VIRTUAL_VIEW'],
      ['Properties.TableInput.ViewOriginalText', '/* Presto View: e30= */'],
    ),
    /DatabasesTablevaccines.*(TableType|ViewOriginalText)/,
  ),
  unreviewed(
    'a table that is a link to another',
    at('AWS::Glue::Table', 'DatabasesTablevaccines', [
      'Properties.TableInput.TargetTable',
      { CatalogId: '999999999999', DatabaseName: 'x', Name: 'y' },
    ]),
    /DatabasesTablevaccines.*TargetTable/,
  ),
  unreviewed(
    'a database that is a link to another account',
    at('AWS::Glue::Database', 'DatabasesDatabasegold', [
      'Properties.DatabaseInput.TargetDatabase',
      { CatalogId: '999999999999', DatabaseName: 'x' },
    ]),
    /DatabasesDatabasegold.*TargetDatabase/,
  ),
  unreviewed(
    'a crawler over silver',
    at('AWS::Glue::Crawler', 'DiscoveryBronze', [
      'Properties.Targets.S3Targets.0.Path',
      's3://zonessilverbucketb099ec60/silver/',
    ]),
    /DiscoveryBronze.*Targets/,
  ),
  unreviewed(
    'a crawler that writes to gold',
    at('AWS::Glue::Crawler', 'DiscoveryBronze', ['Properties.DatabaseName', 'gold']),
    /DiscoveryBronze.*DatabaseName/,
  ),
  {
    name: 'a crawler that is told of a dataset’s objects',
    mutate: at('AWS::Events::Rule', 'DiscoveryCreated', [
      'Properties.EventPattern.detail.object.key.0.anything-but.prefix',
      (old: unknown) => (old as string[]).filter((prefix) => prefix !== 'immunizations/'),
    ]),
    rule: 'settings',
    names: /DiscoveryCreated\w* tells crawlers of objects below immunizations\//,
  },
  unreviewed(
    'databases that are made before the catalog is closed',
    at('AWS::Glue::Database', 'DatabasesDatabase', ['DependsOn', undefined]),
    /DatabasesDatabase.*DependsOn/,
  ),
  unreviewed(
    'tables that are made before their databases have tags',
    at('AWS::LakeFormation::PrincipalPermissions', 'Grantsanalyst', ['DependsOn', undefined]),
    /Grantsanalyst.*DependsOn/,
  ),
  unreviewed(
    'a catalog that is closed in part',
    at('Custom::ClosedCatalog', 'Closed', ['Properties.databases', ['bronze']]),
    /Closed.*databases/,
  ),
  unreviewed(
    'files of crawlers that aren’t encrypted',
    at('AWS::Glue::SecurityConfiguration', '', [
      'Properties.EncryptionConfiguration.S3Encryptions',
      [{ S3EncryptionMode: 'DISABLED' }],
    ]),
    /S3Encryptions/,
  ),
  unreviewed(
    'settings that replace what others have set',
    at('AWS::LakeFormation::DataLakeSettings', 'Foundation', ['Properties.MutationType', 'REPLACE']),
    /Foundation.*MutationType/,
  ),
  unreviewed(
    'settings that trust another account',
    at('AWS::LakeFormation::DataLakeSettings', 'Foundation', [
      'Properties.TrustedResourceOwners',
      ['999999999999'],
    ]),
    /Foundation.*TrustedResourceOwners/,
  ),
  unreviewed(
    'an LF-tag with one value more',
    at('AWS::LakeFormation::Tag', 'FoundationTagsensitivity', [
      'Properties.TagValues',
      ['public', 'internal', 'personal', 'health', 'open'],
    ]),
    /FoundationTagsensitivity.*open/,
  ),
  unreviewed(
    'silver with rows for all',
    at('AWS::LakeFormation::TagAssociation', 'DatabaseTagssilver', [
      'Properties.LFTags.3.TagValues',
      ['all'],
    ]),
    /DatabaseTagssilver.*all/,
  ),
];
