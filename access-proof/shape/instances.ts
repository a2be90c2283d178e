import type { ResourceJson, TemplateJson } from '../template';
import { Placeholders, environmentOf, type Named, type Names } from './names';
import { texts, unresolvedIn } from './text';
import { Walker } from './walker';

/** A resource as it is compared: by what it is called and one line for each thing that it says. */
export interface Instance {
  readonly logicalId: string;
  /** Type and name. */
  readonly key: Named;
  /** Names of the persona and the table that the resource is made for. */
  readonly bound: string;
  readonly lines: readonly Named[];
}

/** Parts of a resource that are read by themselves. */
const OWN_LINES = ['Type', 'Properties', 'DependsOn', 'Metadata'];
/** Metadata by which the CDK finds code and constructs; other metadata can be instructions. */
const CDK_METADATA = /^(aws:cdk:|aws:asset:|cdk_nag$)/;
/** Sections of a template that only name what resources say. */
const SAID_BY_RESOURCES = ['Resources', 'Outputs', 'Description', 'AWSTemplateFormatVersion'];

export interface InstancesOptions extends Omit<Names, 'environment'> {
  readonly account: string;
  readonly region: string;
}

/** Reads templates into what is compared, the same for every account, region and logical id. */
export class InstanceReader {
  /** Undefined when the templates don't tell it. */
  readonly environment: string | undefined;
  private readonly names: Placeholders;
  private readonly walkers: ReadonlyMap<TemplateJson, Walker>;

  constructor(
    private readonly templates: readonly TemplateJson[],
    { account, region, personas, tables }: InstancesOptions,
  ) {
    const exportNames = templates.flatMap(({ Outputs = {} }) =>
      Object.values(Outputs).flatMap(({ Export }) => (typeof Export?.Name === 'string' ? [Export.Name] : [])),
    );
    this.environment = environmentOf(exportNames);
    const names = Placeholders.of({ environment: this.environment ?? '', personas, tables });
    const nameOf = (template: TemplateJson, id: string): string =>
      template.Resources?.[id] || template.Parameters?.[id] ? names.id(id).literal : `nothing called ${id}`;
    const said = texts(templates, { account, region, nameOf });
    this.names = names;
    this.walkers = new Map(templates.map((template) => [template, new Walker(template, said)]));
  }

  all(): Instance[] {
    return this.templates.flatMap((template) => [
      this.sections(template),
      ...Object.entries(template.Resources ?? {}).map(([logicalId, resource]) =>
        this.resource(template, logicalId, resource),
      ),
    ]);
  }

  /** A resource as it would be read if it stood in one of the templates. */
  resource(template: TemplateJson, logicalId: string, resource: ResourceJson): Instance {
    const { literal, generic, names } = this.names.id(withoutAddress(logicalId, resource));
    const key = { literal: `${resource.Type} ${literal}`, generic: `${resource.Type} ${generic}`, names };
    const bound = Object.values(names).flat().join(' ');
    const walker = this.walker(template);
    const attributes = Object.entries(resource).filter(([name]) => !OWN_LINES.includes(name));
    const metadata = entriesOf(resource.Metadata ?? {}).filter(([name]) => !CDK_METADATA.test(name));
    const lines = [
      ...walker.lines(key.literal, '', resource.Properties ?? {}),
      ...attributes.flatMap(([name, value]) => walker.lines(key.literal, `@${name}`, value)),
      ...metadata.flatMap(([name, value]) => walker.lines(key.literal, `@Metadata.${name}`, value)),
      ...[resource.DependsOn ?? []].flat().map((id) => `@DependsOn ${walker.text({ Ref: id })}`),
      ...unresolvedIn(resource).map((name) => `decides by ${name}`),
    ];
    return { logicalId, key, bound, lines: this.named(lines) };
  }

  /** Parameters, conditions, macros and other sections beside the resources. */
  private sections(template: TemplateJson): Instance {
    const walker = this.walker(template);
    const lines = Object.entries(template)
      .filter(([section]) => !SAID_BY_RESOURCES.includes(section))
      .flatMap(([section, value]) =>
        entriesOf(value).map(
          ([name, each]) => `${section}.${name} = ${walker.json('template', section, each)}`,
        ),
      );
    const outputs = [
      ...Object.values(template.Outputs ?? {}).map(({ Value }) => `Outputs tell ${walker.text(Value)}`),
      ...unresolvedIn(template.Outputs).map((name) => `Outputs decide by ${name}`),
    ];
    const key = { literal: 'template', generic: 'template' };
    return { logicalId: 'template', key, bound: '', lines: this.named([...lines, ...outputs]) };
  }

  private walker(template: TemplateJson): Walker {
    const walker = this.walkers.get(template);
    if (!walker) throw new Error('A resource can only be read with one of the templates of the lake.');
    return walker;
  }

  private named(lines: readonly string[]): Named[] {
    return [...new Set(lines)].map((line) => this.names.line(line));
  }
}

/** The CDK names a subscription after the address of the configuration. */
function withoutAddress(logicalId: string, { Type, Properties }: ResourceJson): string {
  if (Type !== 'AWS::SNS::Subscription' || typeof Properties?.Endpoint !== 'string') return logicalId;
  return logicalId.replace(Properties.Endpoint.replaceAll(/[^A-Za-z0-9]/g, ''), 'Address');
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [['', value]];
