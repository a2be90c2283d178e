import { Match, type Template } from 'aws-cdk-lib/assertions';
import { connectionFromOutputs } from '../../bi';
import { DEFAULT_PERSONAS, parsePersonas } from '../../core/governance/persona';
import { resources, synth, type SynthesizedLake } from '../support/synth';

let lake: SynthesizedLake;
beforeAll(async () => {
  lake = await synth('dev');
});

it('every persona has a workgroup whose settings nobody overrides', () => {
  lake.templates.analytics.resourceCountIs('AWS::Athena::WorkGroup', DEFAULT_PERSONAS.length);
  lake.templates.analytics.allResourcesProperties('AWS::Athena::WorkGroup', {
    WorkGroupConfiguration: {
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 100_000_000_000,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: {
        EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: Match.anyValue() },
      },
    },
  });
});

it('no two workgroups write results to one place', () => {
  const groups = [lake.templates.analytics, lake.templates.transformation].flatMap((template) =>
    Object.values(resources(template, 'AWS::Athena::WorkGroup')),
  );
  const places = groups.map(({ Properties: properties }) => {
    const { ResultConfiguration: result } = properties.WorkGroupConfiguration as {
      ResultConfiguration: { OutputLocation: unknown };
    };
    return JSON.stringify(result.OutputLocation);
  });
  expect(new Set(places).size).toBe(places.length);
});

it('no persona can be named like the workgroup of a service', () => {
  const groups = Object.values(resources(lake.templates.transformation, 'AWS::Athena::WorkGroup'));
  expect(groups).toHaveLength(1);
  for (const { Properties: properties } of groups) {
    const name = String(properties.Name).replace('headwater-dev-', '');
    expect(() => parsePersonas([{ ...DEFAULT_PERSONAS[0], name }])).toThrow(
      /a part of the lake has this name/,
    );
  }
});

it('a persona may run queries in its own workgroup and read its own results', () => {
  const [policy] = Object.entries(resources(lake.templates.access, 'AWS::IAM::Policy')).filter(([id]) =>
    id.includes('analyst'),
  );
  const text = JSON.stringify(policy);
  expect(text).toContain('workgroup/headwater-dev-analyst');
  expect(text).toContain('/analyst/*');
  expect(text).not.toMatch(/workgroup\/headwater-dev-(?!analyst)/);
});

describe('the outputs', () => {
  const outputs = (template: Template): Record<string, string> =>
    Object.fromEntries(
      Object.entries(template.toJSON().Outputs as Record<string, { Value: unknown }>).map(
        ([name, { Value: value }]) => [name, textOf(value)],
      ),
    );

  it.each(parsePersonas())('connect the tools of $name', ({ name }) => {
    const analytics = outputs(lake.templates.analytics);
    const stacks = {
      'headwater-dev-analytics': { ...analytics, Region: 'eu-central-1' },
      'headwater-dev-access': outputs(lake.templates.access),
    };
    expect(analytics).toHaveProperty('Region');
    const options = { environment: 'dev', persona: name };
    expect(connectionFromOutputs(stacks, options)).toMatchObject({
      workgroup: `headwater-dev-${name}`,
      resultsLocation: `s3://imported/${name}/`,
    });
  });
});

it('somebody is told when a workgroup scans more in a day than it may', () => {
  const found = Object.values(resources(lake.templates.operations, 'AWS::CloudWatch::Alarm')).filter(
    ({ Properties: properties }) => properties.Namespace === 'AWS/Athena',
  );
  expect(found).toHaveLength(DEFAULT_PERSONAS.length);
  for (const { Properties: properties } of found) {
    expect(properties).toMatchObject({ MetricName: 'ProcessedBytes', Period: 86_400, Statistic: 'Sum' });
    expect(properties.Threshold).toBe(5_000_000_000_000);
  }
});

describe('saved queries', () => {
  it('stand in the workgroups of the personas that may run them', () => {
    const found = Object.values(resources(lake.templates.analytics, 'AWS::Athena::NamedQuery'));
    const names = (persona: string): unknown[] =>
      found
        .filter(({ Properties: properties }) => properties.WorkGroup === `headwater-dev-${persona}`)
        .map(({ Properties: properties }) => properties.Name);
    expect(names('bi-service')).toEqual(['doses_by_vaccine', 'doses_by_month', 'documents_by_day']);
    expect(names('analyst')).toContain('quarantine_reasons');
    expect(names('analyst')).not.toContain('doses_per_person');
    expect(names('data-steward')).toEqual(
      expect.arrayContaining(['documents_not_read', 'immunizations_to_review']),
    );
    expect(names('clinician')).toContain('recent_immunizations');
  });
});

/** A value as CloudFormation would make it, with what other stacks export replaced. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join, 'Fn::GetAtt': attribute } = value as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::GetAtt'?: string[];
  };
  if (join) return join[1].map(textOf).join('');
  return attribute?.[1] === 'Arn' ? `arn:aws:iam::111122223333:role/${attribute[0]}` : 'imported';
}
