import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Types that the emulator has no resource for: each would fail the whole stack. */
const NOT_EMULATED: readonly string[] = [
  'AWS::Athena::NamedQuery',
  'AWS::Budgets::Budget',
  'AWS::CloudTrail::Trail',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::DMS::Endpoint',
  'AWS::DMS::ReplicationConfig',
  'AWS::DMS::ReplicationSubnetGroup',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::Glue::DataQualityRuleset',
  'AWS::Glue::SecurityConfiguration',
  'AWS::LakeFormation::DataCellsFilter',
  'AWS::LakeFormation::DataLakeSettings',
  'AWS::LakeFormation::PrincipalPermissions',
  'AWS::LakeFormation::Resource',
  'AWS::LakeFormation::Tag',
  'AWS::LakeFormation::TagAssociation',
  'Custom::CDKBucketDeployment',
];

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

export interface Template {
  Resources: Record<string, Resource>;
}

/**
 * Makes a synthesized application one that the emulator takes: resources of types that it doesn't have are left out, with
 * all that points at them, and functions find what stands for Lake Formation. Nothing else differs from what AWS gets.
 *
 * @param variables of every function, beside its own
 * @returns how many resources of each type were left out
 */
export function fit(
  directory: string,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const stack of stacksOf(directory)) {
    change(directory, stack, (template) => {
      const gone = Object.entries(template.Resources).filter(([, { Type }]) => NOT_EMULATED.includes(Type));
      for (const [, { Type }] of gone) left[Type] = (left[Type] ?? 0) + 1;
      return leavingOut(template, new Set(gone.map(([id]) => id)), variables);
    });
  }
  return left;
}

/** Changes a synthesized template, which is known by the hash of its text. */
export function change(directory: string, stack: string, to: (template: Template) => Template): void {
  const file = join(directory, `${stack}.template.json`);
  const before = readFileSync(file, 'utf8');
  const after = JSON.stringify(to(JSON.parse(before) as Template));
  writeFileSync(file, after);
  const [was, is] = [before, after].map((text) => createHash('sha256').update(text).digest('hex'));
  for (const manifest of [`${stack}.assets.json`, 'manifest.json']) {
    const path = join(directory, manifest);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(was!, is!));
  }
}

function stacksOf(directory: string): readonly string[] {
  const [ending, files] = ['.template.json', readdirSync(directory)];
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}

function leavingOut(
  template: Template,
  gone: ReadonlySet<string>,
  variables: Readonly<Record<string, string>>,
): Template {
  const stay = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  const resources = stay.map(([id, { DependsOn: needs, ...rest }]): [string, Resource] => {
    const needed = [needs ?? []].flat().filter((each) => !gone.has(each));
    return [id, withVariables({ ...rest, ...(needed.length > 0 && { DependsOn: needed }) }, variables)];
  });
  return pointingNowhere({ ...template, Resources: Object.fromEntries(resources) }, gone) as Template;
}

function withVariables(resource: Resource, variables: Readonly<Record<string, string>>): Resource {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const { Environment: environment, ...rest } = resource.Properties ?? {};
  const { Variables: own } = (environment ?? {}) as { Variables?: object };
  return { ...resource, Properties: { ...rest, Environment: { Variables: { ...own, ...variables } } } };
}

/**
 * In the place of what points at a resource that is left out, its name; the address of a user pool, an attribute that the emulator lacks,
 * is made of its id.
 */
function pointingNowhere(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => pointingNowhere(each, gone));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  const pointedAt = ref ?? attribute?.[0];
  if (pointedAt !== undefined && gone.has(pointedAt)) return pointedAt;
  if (attribute?.[1] === 'ProviderURL')
    return { 'Fn::Sub': `https://cognito-idp.\${AWS::Region}.amazonaws.com/\${${attribute[0]}}` };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pointingNowhere(each, gone)]));
}
