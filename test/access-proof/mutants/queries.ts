import { changed } from '../../governance/support/change';
import { analystMay, another, RESULTS, type Json, type Mutant } from './mutant';

const workGroup =
  (name: string, change: Json): Mutant['mutate'] =>
  (templates) =>
    changed(templates, 'AWS::Athena::WorkGroup', (properties) =>
      properties.Name === name
        ? {
            ...properties,
            WorkGroupConfiguration: { ...(properties.WorkGroupConfiguration as Json), ...change },
          }
        : properties,
    );

/** Workgroups whose results get to others, and what templates hide. */
export const QUERIES: readonly Mutant[] = [
  {
    name: 'results of the clinician below the prefix of the analyst',
    mutate: workGroup('headwater-prod-clinician', {
      ResultConfiguration: { OutputLocation: 's3://ZonesResultsBucket1954F747/analyst/' },
    }),
    rule: 'results',
    names: /headwater-prod-clinician.* share the results of analyst/,
  },
  {
    name: 'a workgroup that queries override',
    mutate: workGroup('headwater-prod-clinician', { EnforceWorkGroupConfiguration: false }),
    rule: 'results',
    names: /headwater-prod-clinician lets whoever queries choose/,
  },
  {
    name: 'a workgroup that runs queries as another role',
    mutate: workGroup('headwater-prod-analyst', { ExecutionRole: 'arn:aws:iam::111122223333:role/x' }),
    rule: 'results',
    names: /headwater-prod-analyst runs queries as/,
  },
  {
    name: 'an analyst without a workgroup',
    mutate: (templates) =>
      changed(templates, 'AWS::Athena::WorkGroup', (properties) =>
        properties.Name === 'headwater-prod-analyst' ? undefined : properties,
      ),
    rule: 'withheld',
    names: /analyst has no workgroup to query in/,
  },
  {
    name: 'an analyst that may replace what the clinician has found',
    mutate: analystMay({ Action: 's3:PutObject', Resource: `${RESULTS}/clinician/*` }),
    rule: 'results',
    names: /analyst may s3:PutObject on results of others, below .*clinician/,
  },
  {
    name: 'a macro',
    mutate: ([first, ...others]) => [{ ...first, Transform: 'AWS::Serverless-2016-10-31' }, ...others],
    rule: 'unseen',
    names: /changed by macros/,
  },
  {
    name: 'resources that the templates hide',
    mutate: another('AWS::CloudFormation::Stack', { TemplateURL: 'https://example.org' }),
    rule: 'unseen',
    names: /Extra is AWS::CloudFormation::Stack/,
  },
];
