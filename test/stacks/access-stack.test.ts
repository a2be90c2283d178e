import { parsePersonas } from '../../core/governance';
import { resources, synth, synthEverything, type SynthesizedLake } from '../support/synth';

interface Trust {
  readonly Principal: { readonly AWS?: unknown; readonly Federated?: unknown };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The trust policy of every persona's role, by the role's name. */
function trusts({ templates }: SynthesizedLake): Map<string, Trust[]> {
  return new Map(
    Object.values(resources(templates.access, 'AWS::IAM::Role')).map(({ Properties: properties }) => [
      String(properties.RoleName),
      (properties.AssumeRolePolicyDocument as { Statement: Trust[] }).Statement,
    ]),
  );
}

const names = parsePersonas().map(({ name }) => name);

it.each(['staging', 'prod'] as const)(
  'in %s nobody becomes a persona by being in the account',
  async (name) => {
    const roles = trusts(await synth(name));
    expect([...roles.keys()].sort()).toEqual(names.map((persona) => `headwater-${name}-${persona}`).sort());
    for (const statements of roles.values()) {
      expect(statements).toHaveLength(1);
      for (const { Condition: condition = {} } of statements) {
        const asked = { ...condition.Bool, ...condition.ArnLike };
        expect(Object.keys(asked)).toHaveLength(1);
        expect(asked['aws:MultiFactorAuthPresent'] ?? asked['aws:PrincipalArn']).toBeDefined();
      }
    }
  },
);

it('in prod each persona has a permission set of its own, and dashboards the role of their server', async () => {
  const trusted = [...trusts(await synth('prod'))].map(([role, [statement]]) => {
    const text = JSON.stringify(statement?.Condition?.ArnLike);
    return [role, /AWSReservedSSO_[\w-]+_\?{16}|role\/[\w-]+(?=")/.exec(text)?.[0]];
  });
  expect(Object.fromEntries(trusted)).toEqual({
    ...Object.fromEntries(
      names.map((name) => [`headwater-prod-${name}`, `AWSReservedSSO_lake-${name}_????????????????`]),
    ),
    'headwater-prod-bi-service': 'role/dashboard-server',
  });
});

describe.each([
  ['prod', () => synth('prod'), ['Starts transformation', 'Starts maintenance']],
  [
    'prod with everything',
    synthEverything,
    [
      'Looks for what is new of camera_frames',
      'Starts documents-pull-clinic',
      'Starts poll-performance',
      'Starts web-api-weather',
    ],
  ],
])('in %s', (_name, lakeOf, names) => {
  it('nothing starts by itself before Lake Formation lets it do its work', async () => {
    const { templates, before } = await lakeOf();
    const stacks = Object.keys(templates) as (keyof typeof templates)[];
    const having = (type: string): typeof stacks =>
      stacks.filter((stack) => Object.keys(resources(templates[stack], type)).length > 0);

    expect(having('AWS::Scheduler::Schedule')).toEqual(['schedules']);
    const text = JSON.stringify(resources(templates.schedules, 'AWS::Scheduler::Schedule'));
    for (const name of names) expect(text).toContain(name);
    expect(having('AWS::LakeFormation::PrincipalPermissions')).toEqual(['catalog', 'access']);
    expect(before.schedules).toEqual(expect.arrayContaining(['catalog', 'access', 'transformation']));
    expect(before.access).not.toContain('schedules');
  });

  it('a crawler is there once it may write tables', async () => {
    const { catalog } = (await lakeOf()).templates;
    const grants = Object.keys(resources(catalog, 'AWS::LakeFormation::PrincipalPermissions')).filter((id) =>
      id.startsWith('DiscoveryTables'),
    );
    expect(grants.length).toBeGreaterThan(0);
    const crawlers = Object.values(resources(catalog, 'AWS::Glue::Crawler'));
    expect(crawlers).toHaveLength(2);
    for (const crawler of crawlers)
      expect((crawler as { DependsOn?: readonly string[] }).DependsOn).toEqual(
        expect.arrayContaining(grants),
      );
  });
});
