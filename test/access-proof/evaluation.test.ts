import { readFileSync } from 'node:fs';
import { datasets } from '../../datasets';
import { loadEnvironment } from '../../lib/config';
import { defineDataset, LINEAGE_COLUMNS } from '../../core/contracts';
import { governedTables } from '../../core/governance';
import { memoryTables, silverTables, workTables } from '../../core/tables';
import {
  accessDocument,
  AccessEvaluator,
  accessMatrix,
  accessPlan,
  checkAccess,
  EXAMPLE_ENVIRONMENT,
  Simulator,
  type AccessPlan,
  type Finding,
  type TemplateJson,
} from '../../access-proof';
import { environmentTemplates } from '../../access-proof/lake-access';
import { ACCESS_PAGE } from '../../scripts/generate-access';
import { added, changed } from '../governance/support/change';

const tables = governedTables(datasets);
const { personas } = loadEnvironment('prod', EXAMPLE_ENVIRONMENT).governance;
const plan = accessPlan(datasets);
const restricted = tables.flatMap(({ database, name, columns }) =>
  columns
    .filter(({ sensitivity }) => sensitivity === 'personal' || sensitivity === 'health')
    .map((column) => [`${database}.${name}.${column.name}`, column.sensitivity] as const),
);
const simulator = new Simulator();
const evaluatorOf = (of: readonly TemplateJson[]): AccessEvaluator =>
  new AccessEvaluator(of, EXAMPLE_ENVIRONMENT, simulator);
let templates: readonly TemplateJson[];
let evaluator: AccessEvaluator;

beforeAll(async () => {
  templates = await environmentTemplates({ environment: 'prod', datasets });
  evaluator = evaluatorOf(templates);
});

function findings(change: { templates?: readonly TemplateJson[]; plan?: AccessPlan } = {}): Finding[] {
  const changedEvaluator = change.templates ? evaluatorOf(change.templates) : evaluator;
  return checkAccess(changedEvaluator.evaluate(change.plan ?? plan), tables, personas);
}

/** Rules of the checks that know what a change opens; that it hasn't been reviewed is told of any change. */
function rules(change: Parameters<typeof findings>[0]): string[] {
  const known = findings(change).filter(({ rule }) => rule !== 'unreviewed');
  return [...new Set(known.map(({ rule }) => rule))];
}

describe('the lake as synthesized', () => {
  it('shows every persona what its clearance covers and nothing else', async () => {
    expect(findings()).toEqual([]);
  });

  it('is what docs/access.md says; run npx tsx scripts/generate-access.ts when it is not', async () => {
    const page = accessDocument(accessMatrix(evaluator.evaluate(plan), tables));
    expect(readFileSync(ACCESS_PAGE, 'utf8')).toBe(page);
  });

  it('shows personal and health columns only to who is cleared for them', async () => {
    const evaluation = evaluator.evaluate(plan);
    const seen = new Map<string, string[]>();
    for (const { sensitivity, access } of accessMatrix(evaluation, tables)) {
      for (const [persona, rows] of Object.entries(access)) {
        if (rows !== 'hidden')
          seen.set(sensitivity, [...new Set([...(seen.get(sensitivity) ?? []), persona])]);
      }
    }
    expect(seen.get('health')).toEqual(['lake-admin', 'data-steward', 'clinician']);
    expect(seen.get('personal')).toEqual(['lake-admin', 'data-steward', 'clinician', 'data-scientist']);
  });
});

const LINEAGE = Object.keys(LINEAGE_COLUMNS);
const UNCONTRACTED: Readonly<Record<string, readonly string[]>> = {
  bronze: ['record'],
  staging: [
    'bad_record',
    'bad_record_hash',
    'load_key',
    ...LINEAGE,
    ...LINEAGE.map((name) => `deleted_${name}`),
  ],
  silver: [
    'record',
    'record_hash',
    'source_object',
    'source_line',
    'quarantined_at',
    'dt',
    'records',
    ...LINEAGE,
  ],
};

describe('proof that the evaluation would notice', () => {
  it('has columns to prove it with', () => {
    expect(restricted.length).toBeGreaterThan(10);
  });

  it.each(restricted)('%s losing its class', (column, sensitivity) => {
    const [database, table, name] = column.split('.') as [string, string, string];
    const dataset = datasets.find((each) =>
      [...workTables(each), ...memoryTables(each), ...silverTables(each)].some((one) => one.name === table),
    );
    const contract = dataset?.columns[name];
    if (dataset && contract) {
      const unclassed = { ...contract, sensitivity: undefined };
      expect(() =>
        defineDataset({ ...dataset, columns: { ...dataset.columns, [name]: unclassed as never } }),
      ).toThrow(/no sensitivity class/);
      return;
    }
    // Raw records and lineage have no contract: their class is the table's own and always the most restricted.
    expect(sensitivity).toBe('health');
    expect(UNCONTRACTED[database]).toContain(name);
  });

  it.each([
    ['tagged public by mistake', 'public'],
    ['losing its tag', undefined],
  ])('any of them %s, alone and with all others', (_, sensitivity) => {
    const untagged = (change: AccessPlan): string[] =>
      findings({ plan: change }).flatMap(({ rule, subject }) => (rule === 'missing-tag' ? [subject] : []));
    const names = restricted.map(([column]) => column);
    const all = names.reduce((changed, column) => retagged(changed, column, sensitivity), plan);
    expect(untagged(all).sort()).toEqual([...names].sort());
    for (const column of names.filter((_name, at) => at % 25 === 0)) {
      expect(untagged(retagged(plan, column, sensitivity))).toEqual([column]);
    }
  });

  it.each(['Bronze', 'Silver', 'Gold'])('the %s bucket losing its deny', async (zone) => {
    const open = changed(templates, 'AWS::S3::BucketPolicy', (properties, id) =>
      id.startsWith(`Zones${zone}`)
        ? { ...properties, PolicyDocument: without(properties.PolicyDocument, 'DenyDirectReads') }
        : properties,
    );
    expect(rules({ templates: open })).toEqual(['no-deny']);
  });

  it('a database that is not tagged', async () => {
    expect(
      rules({ templates: changed(templates, 'AWS::LakeFormation::TagAssociation', () => undefined) }),
    ).toContain('withheld');
  });

  it('a database whose new tables are open', async () => {
    const open = changed(templates, 'AWS::Glue::Database', ({ DatabaseInput, ...rest }) => ({
      ...rest,
      DatabaseInput: { ...DatabaseInput, CreateTableDefaultPermissions: undefined },
    }));
    expect(rules({ templates: open })).toEqual(
      expect.arrayContaining(['open-by-default', 'beyond-clearance']),
    );
  });

  it('a grant to whoever IAM allows', async () => {
    const open = changed(templates, 'AWS::LakeFormation::PrincipalPermissions', (properties, id) =>
      id.startsWith('Grantslakeadmin')
        ? { ...properties, Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' } }
        : properties,
    );
    expect(rules({ templates: open })).toContain('beyond-clearance');
  });

  it('a grant by tag on rows that a data cells filter withholds', async () => {
    const union = changed(templates, 'AWS::LakeFormation::PrincipalPermissions', (properties) => {
      const text = JSON.stringify(properties);
      return JSON.parse(
        text.replaceAll(
          '"TagKey":"rows","TagValues":["all"]',
          '"TagKey":"rows","TagValues":["all","filtered"]',
        ),
      ) as typeof properties;
    });
    expect(rules({ templates: union })).toEqual(['unfiltered-rows', 'metadata', 'grant']);
  });

  it('a data cells filter without its predicate', async () => {
    const all = changed(templates, 'AWS::LakeFormation::DataCellsFilter', (properties) => ({
      ...properties,
      RowFilter: { AllRowsWildcard: {} },
    }));
    expect(rules({ templates: all })).toEqual(['unfiltered-rows']);
  });

  it('a persona that IAM keeps from the catalog', async () => {
    expect(
      rules({
        templates: changed(templates, 'AWS::IAM::Policy', (properties, id) =>
          id.startsWith('Personaanalyst') ? undefined : properties,
        ),
      }),
    ).toEqual(['withheld']);
  });

  it('a persona whose boundary keeps it from the catalog', async () => {
    const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
    const bounded = added(
      changed(templates, 'AWS::IAM::Role', (properties) =>
        properties.RoleName === 'headwater-prod-analyst'
          ? { ...properties, PermissionsBoundary: 'arn:aws:iam::111122223333:policy/Extra' }
          : properties,
      ),
      {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { PolicyDocument: { Version: '2012-10-17', Statement } },
      },
    );
    expect(rules({ templates: bounded })).toEqual(['withheld']);
  });

  it('a persona that reads a bucket and its key', async () => {
    const open = changed(templates, 'AWS::IAM::Policy', (properties, id) =>
      id.startsWith('Personaanalyst')
        ? {
            ...properties,
            PolicyDocument: { Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] },
          }
        : properties,
    );
    const found = findings({ templates: open });
    expect(found.map(({ message }) => message)).toContainEqual(expect.stringMatching(/analyst may decrypt/));
    const alsoUndenied = changed(open, 'AWS::S3::BucketPolicy', () => undefined);
    expect(rules({ templates: alsoUndenied })).toEqual(expect.arrayContaining(['direct-read', 'no-deny']));
  });

  it('a location in hybrid access mode, unregistered, or unreadable for Lake Formation', async () => {
    const hybrid = changed(templates, 'AWS::LakeFormation::Resource', (properties) => ({
      ...properties,
      HybridAccessEnabled: true,
    }));
    expect(rules({ templates: hybrid })).toEqual(['location']);
    expect(rules({ templates: changed(templates, 'AWS::LakeFormation::Resource', () => undefined) })).toEqual(
      ['location'],
    );
    const blind = changed(templates, 'AWS::IAM::Policy', (properties, id) =>
      id.startsWith('Foundation') ? undefined : properties,
    );
    expect(rules({ templates: blind })).toEqual(['location']);
  });

  it('a persona that administers Lake Formation', async () => {
    const admin = changed(templates, 'AWS::LakeFormation::DataLakeSettings', (properties) => ({
      ...properties,
      Admins: [{ DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/headwater-prod-analyst' }],
    }));
    expect(rules({ templates: admin })).toEqual(['administrator']);
  });

  it('a tag that Lake Formation does not have', async () => {
    expect(rules({ templates: changed(templates, 'AWS::LakeFormation::Tag', () => undefined) })).toEqual([
      'unknown-tag',
    ]);
  });
});

function without(
  policy: { readonly Statement: readonly { readonly Sid?: string }[] } | undefined,
  sid: string,
) {
  const Statement = (policy?.Statement ?? []).filter(({ Sid }) => Sid !== sid);
  return { ...policy, Statement };
}

/** The plan with another sensitivity tag on one column, or none. */
function retagged(plan: AccessPlan, column: string, sensitivity: string | undefined): AccessPlan {
  const [database, table, name] = column.split('.');
  return {
    ...plan,
    tags: plan.tags.flatMap((each) => {
      if (each.database !== database || each.table !== table || !each.columns?.includes(name ?? ''))
        return [each];
      const others = { ...each, columns: each.columns.filter((other) => other !== name) };
      return sensitivity === undefined
        ? [others]
        : [others, { ...each, columns: [name ?? ''], tags: { ...each.tags, sensitivity } }];
    }),
  };
}
