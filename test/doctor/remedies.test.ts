import { execFileSync } from 'node:child_process';
import { role, type AccountState } from '../governance/support/account';
import { examined } from '../governance/support/examined';
import { given, grantOf, tagged } from '../governance/support/permissions';

/** What a shell would pass to `aws` when somebody pastes the command that a remedy ends with. */
function argumentsOf(remedy: string): string[] {
  const command = remedy.slice(remedy.indexOf('aws '));
  const output = execFileSync('sh', ['-c', `aws() { printf '%s\\n' "$@"; }; ${command}`], {
    encoding: 'utf8',
  });
  return output.trimEnd().split('\n');
}

/** Options by name; those that hold JSON parsed. */
function optionsOf(remedy: string): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  let name = 'command';
  for (const argument of argumentsOf(remedy)) {
    if (argument.startsWith('--')) {
      name = argument;
      options[name] = true;
    } else if (/^[[{]/.test(argument)) options[name] = JSON.parse(argument);
    else
      options[name] = name in options && options[name] !== true ? [options[name], argument].flat() : argument;
  }
  return options;
}

async function remedied(change: (account: AccountState) => void): Promise<Record<string, unknown>> {
  const { findings } = await examined(change);
  expect(findings).toHaveLength(1);
  return optionsOf(findings[0]?.remedy ?? '');
}

describe('a command that a remedy gives', () => {
  it('revokes what was granted, on the resource as it is listed', async () => {
    const resource = {
      TableWithColumns: {
        CatalogId: '111122223333',
        DatabaseName: 'silver',
        Name: 'immunizations',
        ColumnWildcard: {},
      },
    };
    expect(await remedied(given(role('x'), resource, 'SELECT'))).toEqual({
      command: ['lakeformation', 'revoke-permissions'],
      '--region': 'eu-central-1',
      '--principal': `DataLakePrincipalIdentifier=${role('x')}`,
      '--permissions': 'SELECT',
      '--resource': resource,
    });
  });

  it('revokes the right to pass on', async () => {
    const options = await remedied((account) =>
      Object.assign(grantOf(account, role('headwater-dev-analyst'), 'DATABASE'), {
        PermissionsWithGrantOption: ['DESCRIBE'],
      }),
    );
    expect(options).toMatchObject({
      '--permissions': 'DESCRIBE',
      '--permissions-with-grant-option': 'DESCRIBE',
    });
  });

  it('grants what is missing, as the stack would', async () => {
    const principal = role('headwater-dev-analyst');
    const options = await remedied((account) => {
      account.permissions.splice(account.permissions.indexOf(grantOf(account, principal, 'DATABASE')), 1);
    });
    expect(options).toMatchObject({
      command: ['lakeformation', 'grant-permissions'],
      '--principal': `DataLakePrincipalIdentifier=${principal}`,
      '--permissions': 'DESCRIBE',
      '--resource': tagged('zone', ['silver', 'gold'], 'DATABASE'),
    });
  });

  it('brings back a row filter, the quotes in its predicate and all', async () => {
    let deployed: unknown;
    const options = await remedied(({ filters: [first] }) => {
      deployed = structuredClone(first?.RowFilter);
      Object.assign(first ?? {}, { RowFilter: { AllRowsWildcard: {} } });
    });
    expect(JSON.stringify(deployed)).toContain("'");
    expect(options).toMatchObject({
      command: ['lakeformation', 'update-data-cells-filter'],
      '--table-data': { DatabaseName: 'silver', RowFilter: deployed },
    });
  });

  it('tags a database again', async () => {
    const options = await remedied(({ databaseTags: tags }) => {
      tags.gold = (tags.gold ?? []).filter(({ TagKey }) => TagKey !== 'rows');
    });
    expect(options).toMatchObject({
      command: ['lakeformation', 'add-lf-tags-to-resource'],
      '--resource': { Database: { Name: 'gold' } },
      '--lf-tags': [{ TagKey: 'rows', TagValues: ['filtered'] }],
    });
  });

  it('closes a database and keeps its location', async () => {
    const options = await remedied(({ databases: { gold } }) => {
      Object.assign(gold ?? {}, {
        CreateTableDefaultPermissions: [
          { Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL'] },
        ],
      });
    });
    expect(options).toMatchObject({
      command: ['glue', 'update-database'],
      '--database-input': {
        Name: 'gold',
        LocationUri: expect.stringMatching(/^s3:\/\/.+\/gold\/$/) as string,
        CreateTableDefaultPermissions: [],
      },
    });
  });

  it('registers a bucket with the role that the others have', async () => {
    let lost: string | undefined;
    const options = await remedied(({ locations }) => (lost = locations.shift()?.ResourceArn));
    expect(options).toMatchObject({
      command: ['lakeformation', 'register-resource'],
      '--resource-arn': lost,
      '--role-arn': expect.stringContaining('/headwater/dev/service/') as string,
      '--no-hybrid-access-enabled': true,
    });
  });

  it('makes an LF-tag, or adds to it', async () => {
    expect(await remedied(({ vocabulary }) => delete vocabulary.rows)).toMatchObject({
      command: ['lakeformation', 'create-lf-tag'],
      '--tag-key': 'rows',
      '--tag-values': ['all', 'filtered'],
    });
    expect(await remedied(({ vocabulary }) => (vocabulary.rows = ['all']))).toMatchObject({
      command: ['lakeformation', 'update-lf-tag'],
      '--tag-values-to-add': 'filtered',
    });
  });
});
