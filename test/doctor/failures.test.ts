import { datasets } from '../../datasets';
import { governedTables } from '../../core/governance';
import { examined } from '../governance/support/examined';
import { role } from '../governance/support/account';
import { refusal } from '../governance/support/aws-services';
import { given, table } from '../governance/support/permissions';

const denied = refusal('AccessDeniedException', 'User is not authorized', 403);

describe('what cannot be read', () => {
  it.each<[string, string[]]>([
    [
      'lakeformation:GetDataLakeSettings',
      ['administrators', 'defaults', 'vocabulary', 'tables', 'grants', 'filters'],
    ],
    ['lakeformation:ListResources', ['locations']],
    ['lakeformation:ListLFTags', ['vocabulary']],
    ['lakeformation:ListPermissions', ['grants', 'defaults']],
    ['lakeformation:ListDataCellsFilter', ['filters']],
    ['lakeformation:GetResourceLFTags', ['tables']],
    ['glue:GetDatabases', ['tables', 'locations']],
    ['glue:GetTables', ['tables']],
    ['servicequotas:ListServiceQuotas', ['quotas']],
  ])('%s denied: says which checks were not made, and judges none of them', async (action, areas) => {
    const { findings, unchecked } = await examined(undefined, { [action]: denied });
    expect(findings).toEqual([]);
    expect(new Set(unchecked.map(({ area }) => area))).toEqual(new Set(areas));
    expect(unchecked.map(({ reason }) => reason).join()).toContain(`Access denied to ${action}`);
    expect(unchecked.every(({ remedy }) => remedy.length > 20)).toBe(true);
  });

  it('names some of many tables and counts the rest', async () => {
    const { unchecked } = await examined(undefined, { 'lakeformation:GetResourceLFTags': denied });
    expect(unchecked.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/GetResourceLFTags \(\w[\w.]*, \w[\w.]*, \w[\w.]* and \d+ more\)$/),
    ]);
  });

  it('one table denied: the others are judged', async () => {
    const { findings, unchecked, checked } = await examined(
      ({ tables }) => (tables['gold.immunizations_by_vaccine'] = {}),
      { 'lakeformation:GetResourceLFTags silver.immunizations': denied },
    );
    expect(unchecked.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('(silver.immunizations)'),
    ]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['drifted-tag']));
    expect(checked.tables).toBe(governedTables(datasets).length - 1);
  });

  it('too busy: says to try again', async () => {
    const busy = refusal('ThrottlingException', 'Rate exceeded');
    const { unchecked } = await examined(undefined, { 'lakeformation:ListLFTags': busy });
    expect(unchecked).toEqual([
      {
        area: 'vocabulary',
        reason: 'AWS was too busy to answer lakeformation:ListLFTags (LF-tags)',
        remedy: 'Run it again in a minute.',
      },
    ]);
  });

  it('another error of a service: names its class', async () => {
    const { unchecked } = await examined(undefined, {
      'lakeformation:ListResources': refusal('InternalServiceException', 'CANARY', 500),
    });
    expect(unchecked[0]?.reason).toContain('ListResources failed: InternalServiceException');
    expect(JSON.stringify(unchecked)).not.toContain('CANARY');
  });
});

describe('to whom Lake Formation shows a part only', () => {
  it('what is missing isn’t missed, what is too much is found', async () => {
    const { findings, unchecked } = await examined((account) => {
      account.settings.ReadOnlyAdmins = [];
      account.vocabulary = {};
      account.filters = [];
      account.tables = {};
      account.permissions = [];
      given(role('x'), table('silver', 'immunizations'), 'SELECT')(account);
    });
    expect(findings.map(({ check }) => check)).toEqual(['administrator', 'foreign-grant']);
    expect(unchecked.map(({ area }) => area)).toEqual([
      'defaults',
      'vocabulary',
      'tables',
      'grants',
      'filters',
    ]);
  });
});

describe('an account that cannot be examined', () => {
  it.each<[string, string, string, RegExp]>([
    [
      'no permission to ask who asks',
      'lakeformation:GetDataLakePrincipal',
      'AccessDeniedException',
      /Access denied to lakeformation:GetDataLakePrincipal/,
    ],
    [
      'expired credentials',
      'lakeformation:GetDataLakePrincipal',
      'ExpiredTokenException',
      /AWS refuses the credentials \(ExpiredTokenException\)\. Sign in/,
    ],
    [
      'credentials that expire on the way',
      'glue:GetTables gold',
      'ExpiredTokenException',
      /refuses the credentials/,
    ],
  ])('%s', async (_, action, name, message) => {
    await expect(examined(undefined, { [action]: refusal(name) })).rejects.toThrow(message);
  });

  it('a caller that is nobody in IAM', async () => {
    await expect(examined((account) => (account.identity = 'somebody'))).rejects.toThrow(
      'Lake Formation says that "somebody" is asking; expected the ARN of a role or a user',
    );
  });

  it('nothing allowed but to ask who asks', async () => {
    const actions = [
      'lakeformation:GetDataLakeSettings',
      'lakeformation:ListResources',
      'lakeformation:ListLFTags',
      'lakeformation:ListPermissions',
      'lakeformation:ListDataCellsFilter',
      'glue:GetDatabases',
      'servicequotas:ListServiceQuotas',
    ];
    const refused = Object.fromEntries(actions.map((action) => [action, denied]));
    await expect(examined(undefined, refused)).rejects.toThrow(
      /Nothing could be read of account 111122223333/,
    );
  });
});
