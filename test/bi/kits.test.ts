import { BI_TOOLS, connectionFromOutputs, connectionKit, parseConnection } from '../../bi';
import { jdbcProperties, jdbcUrl } from '../../bi/jdbc';
import { odbcConnectionString, odbcIni, odbcProperties } from '../../bi/odbc';
import { powerQuery } from '../../bi/power-bi';
import { tableauProperties } from '../../bi/tableau';
import { JDBC_3, ODBC_2, JDBC_2 } from './documented-properties';

const input = {
  region: 'eu-central-1',
  workgroup: 'headwater-dev-analyst',
  roleArn: 'arn:aws:iam::111122223333:role/headwater-dev-analyst',
  resultsLocation: 's3://results/analyst/',
};
const connection = parseConnection(input);
const file = (tool: (typeof BI_TOOLS)[number], name: string): string => {
  const found = connectionKit(tool, connection, ['immunizations_by_month']).files.find(
    (each) => each.name === name,
  );
  if (!found) throw new Error(`no file ${name}`);
  return found.content;
};

describe('a connection', () => {
  it('opens gold with a profile named like the role unless told otherwise', () => {
    expect(connection).toMatchObject({
      catalog: 'AwsDataCatalog',
      database: 'gold',
      profile: 'headwater-dev-analyst',
    });
  });

  it.each([
    ['region', 'Frankfurt'],
    ['workgroup', 'a;b'],
    ['roleArn', 'analyst'],
    ['resultsLocation', 's3://results/;Region=x/'],
    ['profile', 'a b'],
  ])('is refused with a malformed %s', (name, value) => {
    expect(() => parseConnection({ ...input, [name]: value })).toThrow(new RegExp(name));
  });
});

describe('a connection from the outputs of the stacks', () => {
  const outputs = {
    'headwater-dev-access': { Rolebiservice: 'arn:aws:iam::111122223333:role/headwater-dev-bi-service' },
    'headwater-dev-analytics': { Region: 'eu-west-3', WorkGroupNamebiservice: 'headwater-dev-bi-service' },
  };
  const options = { environment: 'dev' };

  it('is the persona’s workgroup and role, where they are deployed', () => {
    expect(connectionFromOutputs(outputs, { ...options, persona: 'bi-service' })).toMatchObject({
      region: 'eu-west-3',
      workgroup: 'headwater-dev-bi-service',
      profile: 'headwater-dev-bi-service',
    });
  });

  it('is refused for a persona that has none, naming the output', () => {
    expect(() => connectionFromOutputs(outputs, { ...options, persona: 'analyst' })).toThrow(
      /no output WorkGroupNameanalyst/,
    );
  });
});

describe('connection settings', () => {
  it('for JDBC are properties that the 3.x driver documents', () => {
    for (const name of Object.keys(jdbcProperties(connection))) expect(JDBC_3).toContain(name);
    expect(jdbcUrl(connection)).toBe(
      'jdbc:athena://Region=eu-central-1;Catalog=AwsDataCatalog;Database=gold;WorkGroup=headwater-dev-analyst;' +
        'OutputLocation=s3://results/analyst/;CredentialsProvider=ProfileCredentials;ProfileName=headwater-dev-analyst;',
    );
  });

  it('for ODBC are properties that the 2.x driver documents', () => {
    for (const name of Object.keys(odbcProperties(connection))) expect(ODBC_2).toContain(name);
    expect(odbcConnectionString(connection)).toBe(
      'Driver={Amazon Athena ODBC (x64)};AwsRegion=eu-central-1;Catalog=AwsDataCatalog;Schema=gold;' +
        'Workgroup=headwater-dev-analyst;S3OutputLocation=s3://results/analyst/;AuthenticationType=IAM Profile;AWSProfile=headwater-dev-analyst;',
    );
    expect(odbcIni(connection).split('\n')[0]).toBe('[headwater-dev-analyst]');
  });

  it('leave out the location of results when the workgroup has its own', () => {
    const own = parseConnection({ ...input, resultsLocation: undefined });
    expect(jdbcUrl(own)).not.toContain('OutputLocation');
    expect(connectionKit('r', own, ['t']).files.map(({ name }) => name)).toEqual([
      'aws-config.ini',
      'with_noctua.R',
    ]);
    expect(() => odbcConnectionString(own)).toThrow(/resultsLocation/);
  });

  it('for Tableau are lines of properties that the 2.x driver documents', () => {
    const lines = tableauProperties(connection).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(JDBC_2).toContain(line.split('=')[0]);
    expect(tableauProperties(connection).codePointAt(0)).not.toBe(0xfeff);
  });

  it('for Tableau have the AWS CLI sign in, which the driver itself cannot with a role or single sign-on', () => {
    expect(file('tableau', 'athena.properties')).toContain(
      'AwsCredentialsProviderArguments=headwater-dev-analyst-process\n',
    );
    expect(file('tableau', 'aws-credentials.ini')).toBe(
      '[headwater-dev-analyst-process]\ncredential_process = aws configure export-credentials --profile headwater-dev-analyst --format process\n',
    );
    expect(file('tableau', 'jdbc-url.txt')).toBe(`${jdbcUrl(connection)}\n`);
  });

  it('for Power BI navigate catalog, schema and table', () => {
    expect(powerQuery(connection, 'immunizations_by_month')).toBe(`let
    Source = AmazonAthena.Databases("headwater-dev-analyst", null, []),
    Catalog = Source{[Name = "AwsDataCatalog", Kind = "Database"]}[Data],
    Schema = Catalog{[Name = "gold", Kind = "Schema"]}[Data],
    Table = Schema{[Name = "immunizations_by_month", Kind = "Table"]}[Data]
in
    Table
`);
  });

  it('for Python name parameters of pyathena and awswrangler', () => {
    expect(file('python', 'with_pyathena.py')).toMatch(
      /connect\(\n {4}profile_name="headwater-dev-analyst",\n {4}region_name="eu-central-1",\n {4}work_group=/,
    );
    expect(file('python', 'with_awswrangler.py')).toMatch(
      /workgroup="headwater-dev-analyst"[^]*ctas_approach=False/,
    );
  });

  it('for R name parameters of noctua, and hand odbc a connection string', () => {
    expect(file('r', 'with_noctua.R')).toMatch(
      /noctua::athena\(\),\n {2}profile_name = "headwater-dev-analyst"/,
    );
    expect(file('r', 'with_odbc.R')).toContain(`.connection_string = "${odbcConnectionString(connection)}"`);
  });

  it.each(BI_TOOLS)('for %s hold no credentials and say what to do with every file', (tool) => {
    const { files, steps } = connectionKit(tool, connection, ['immunizations_by_month']);
    expect(steps.length).toBeGreaterThan(1);
    for (const { content } of files) expect(content).not.toMatch(/AKIA|secret_access_key|PWD=|Password=/i);
    expect(files[0]?.content).toBe(
      '[profile headwater-dev-analyst]\nrole_arn = arn:aws:iam::111122223333:role/headwater-dev-analyst\nsource_profile = default\nregion = eu-central-1\n',
    );
  });
});
