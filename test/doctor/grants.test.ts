import { role, type AccountState } from '../governance/support/account';
import { examined } from '../governance/support/examined';
import { given, grantOf, table, tagged } from '../governance/support/permissions';

const ANALYST = role('headwater-dev-analyst');

describe('grants and row filters that have drifted', () => {
  it.each<[string, (account: AccountState) => void, [check: string, severity: string, problem: RegExp]]>([
    [
      'a grant that isn’t there',
      (account) =>
        account.permissions.splice(account.permissions.indexOf(grantOf(account, ANALYST, 'DATABASE')), 1),
      ['missing-grant', 'warning', /analyst lacks DESCRIBE on every database with zone=gold\|silver/],
    ],
    [
      'a permission of a grant that isn’t there',
      (account) => (grantOf(account, ANALYST, 'TABLE').Permissions = ['DESCRIBE']),
      ['missing-grant', 'warning', /analyst lacks SELECT/],
    ],
    [
      'a table granted by hand',
      given(ANALYST, table('silver', 'immunizations'), 'SELECT'),
      ['foreign-grant', 'error', /analyst has SELECT on silver\.immunizations/],
    ],
    [
      'all tables granted by hand',
      given(role('x'), { Table: { DatabaseName: 'gold', TableWildcard: {} } }, 'DESCRIBE'),
      ['foreign-grant', 'error', /gold\.\*/],
    ],
    [
      'tags granted by hand',
      given(role('x'), tagged('zone', ['gold']), 'SELECT'),
      ['foreign-grant', 'error', /every table with zone=gold/],
    ],
    [
      'tags granted by hand under a saved name',
      (account) => {
        account.savedExpressions.everything = { zone: ['silver', 'gold'] };
        given(
          role('x'),
          { LFTagPolicy: { ResourceType: 'TABLE', ExpressionName: 'everything' } },
          'SELECT',
        )(account);
      },
      ['foreign-grant', 'error', /every table with zone=gold\|silver/],
    ],
    [
      'a saved name that nobody can look up',
      given(role('x'), { LFTagPolicy: { ResourceType: 'TABLE', ExpressionName: 'gone' } }, 'SELECT'),
      ['foreign-grant', 'error', /saved tag expression gone/],
    ],
    [
      'a location granted by hand, in which tables can be made over the lake’s objects',
      (account) =>
        given(
          role('x'),
          { DataLocation: { ResourceArn: account.locations[0]?.ResourceArn } },
          'DATA_LOCATION_ACCESS',
        )(account),
      ['foreign-grant', 'error', /DATA_LOCATION_ACCESS on arn:aws:s3/],
    ],
    [
      'an LF-tag that somebody may put on tables',
      given(role('x'), { LFTag: { TagKey: 'sensitivity', TagValues: ['public'] } }, 'ASSOCIATE', 'DESCRIBE'),
      ['foreign-grant', 'error', /ASSOCIATE, DESCRIBE on LF-tag sensitivity/],
    ],
    [
      'a permission more than configured',
      (account) => grantOf(account, ANALYST, 'DATABASE').Permissions?.push('DROP'),
      ['foreign-grant', 'error', /analyst has DROP/],
    ],
    [
      'a grant that may be passed on',
      (account) =>
        Object.assign(grantOf(account, ANALYST, 'DATABASE'), { PermissionsWithGrantOption: ['DESCRIBE'] }),
      ['foreign-grant', 'error', /analyst may grant others DESCRIBE/],
    ],
    [
      'a persona’s grant for a role of the same name elsewhere',
      given(
        'arn:aws:iam::999999999999:role/headwater-dev-analyst',
        tagged('zone', ['silver', 'gold'], 'DATABASE'),
        'DESCRIBE',
      ),
      ['foreign-grant', 'error', /999999999999/],
    ],
    [
      'a row filter that lets every row through',
      ({ filters: [first] }) =>
        Object.assign(first ?? {}, { RowFilter: { AllRowsWildcard: {}, FilterExpression: 'TRUE' } }),
      ['drifted-filter', 'error', /shows every row, which it must not/],
    ],
    [
      'a row filter that lets other rows through',
      ({ filters: [first] }) =>
        Object.assign(first ?? {}, { RowFilter: { FilterExpression: "patient_id = 'CANARY'" } }),
      ['drifted-filter', 'error', /shows other rows than the configuration says/],
    ],
    [
      'a row filter with a column more',
      ({ filters: [first] }) => first?.ColumnNames?.push('extra'),
      ['drifted-filter', 'error', /shows extra, which it must not/],
    ],
    [
      'a row filter with every column',
      ({ filters: [first] }) => Object.assign(first ?? {}, { ColumnNames: undefined, ColumnWildcard: {} }),
      ['drifted-filter', 'error', /shows all columns/],
    ],
    [
      'a row filter with a column less',
      ({ filters: [first] }) => first?.ColumnNames?.shift(),
      ['drifted-filter', 'warning', /hides \w+, which it must show/],
    ],
    [
      'a row filter that isn’t there',
      ({ filters }) => filters.pop(),
      ['missing-filter', 'warning', /There is no filter/],
    ],
  ])('finds %s', async (_, change, [check, severity, problem]) => {
    const { findings } = await examined(change);
    expect(findings.map((each) => [each.check, each.severity])).toEqual([[check, severity]]);
    expect(findings[0]?.problem).toMatch(problem);
    expect(JSON.stringify(findings[0]?.problem)).not.toContain('CANARY');
    expect(findings[0]?.remedy.length).toBeGreaterThan(20);
  });
});
