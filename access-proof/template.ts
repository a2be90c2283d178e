/** A CloudFormation template as synthesized. */
export interface TemplateJson {
  /** Macros that change the template when it is deployed. */
  readonly Transform?: unknown;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources?: Readonly<Record<string, ResourceJson>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface ResourceJson {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: unknown;
  /** Logical ids of what has to be there first. */
  readonly DependsOn?: string | readonly string[];
}

/** A resource with its intrinsic functions resolved. */
export interface Resource<P = Readonly<Record<string, unknown>>> {
  readonly type: string;
  readonly logicalId: string;
  readonly properties: P;
  /** What `Ref` gives: a name for most types. */
  readonly ref: string;
  readonly arn: string;
}

export interface TemplateEnvironment {
  readonly account: string;
  readonly region: string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The templates of one lake, read together: references between stacks are followed. Names that CloudFormation
 * would make up are made up here, one per resource, so that what refers to a resource can be told.
 */
export class Templates {
  private readonly resolved = new Map<string, Resource[]>();
  private readonly exports = new Map<string, { template: TemplateJson; value: unknown }>();

  constructor(
    /** As they were synthesized. */
    readonly json: readonly TemplateJson[],
    readonly environment: TemplateEnvironment,
  ) {
    for (const template of json) {
      for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
        if (Export) this.exports.set(this.text(template, Export.Name), { template, value: Value });
      }
    }
  }

  /** Resources of a type in all stacks, resolved. */
  ofType<P = Json>(type: string): readonly Resource<P>[] {
    const known = this.resolved.get(type) ?? this.where((resource) => resource.Type === type);
    this.resolved.set(type, known);
    return known as readonly Resource<P>[];
  }

  /** Whether a stack is changed by macros before it is deployed. */
  get areTransformed(): boolean {
    return this.json.some(({ Transform }) => Transform !== undefined);
  }

  /** Resources of all stacks for which the test holds, resolved. */
  where(test: (resource: ResourceJson) => boolean): Resource[] {
    return this.json.flatMap((template) =>
      Object.entries(template.Resources ?? {})
        .filter(([, resource]) => test(resource))
        .map(([logicalId, resource]) => ({
          type: resource.Type,
          logicalId,
          properties: this.resolve(template, resource.Properties ?? {}) as Json,
          ref: this.ref(template, logicalId),
          arn: this.arn(template, logicalId),
        })),
    );
  }

  private resolve(template: TemplateJson, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.resolve(template, each));
    if (!isObject(value)) return value;
    const [entry, ...others] = Object.entries(value);
    if (entry && others.length === 0 && (entry[0] === 'Ref' || entry[0].startsWith('Fn::'))) {
      return this.intrinsic(template, entry[0], entry[1]);
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, this.resolve(template, each)]),
    );
  }

  private intrinsic(template: TemplateJson, name: string, argument: unknown): unknown {
    const list = (): unknown[] => (Array.isArray(argument) ? argument : [argument]);
    switch (name) {
      case 'Ref':
        return this.ref(template, String(argument));
      case 'Fn::GetAtt': {
        const [id, attribute] = typeof argument === 'string' ? argument.split('.') : list().map(String);
        return attribute === 'Arn' || attribute === 'PolicyArn'
          ? this.arn(template, id ?? '')
          : `${id}.${attribute}`;
      }
      case 'Fn::Join': {
        const [separator, parts] = list();
        return (this.resolve(template, parts) as unknown[]).map(String).join(String(separator));
      }
      case 'Fn::Sub': {
        const [text, variables = {}] = list();
        return String(text).replaceAll(/\$\{([^!}]+)\}/g, (_, variable: string) =>
          isObject(variables) && variable in variables
            ? this.text(template, variables[variable])
            : String(this.intrinsic(template, variable.includes('.') ? 'Fn::GetAtt' : 'Ref', variable)),
        );
      }
      case 'Fn::Select': {
        const [index, parts] = list();
        return (this.resolve(template, parts) as unknown[])[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, text] = list();
        return this.text(template, text).split(String(separator));
      }
      case 'Fn::ImportValue': {
        const exported = this.exports.get(this.text(template, argument));
        if (!exported)
          throw new Error(
            `No stack exports "${this.text(template, argument)}"; evaluate all stacks together.`,
          );
        return this.resolve(exported.template, exported.value);
      }
      default:
        // Nothing is called so: what refers to it is found to refer to something else.
        return `${name}(${JSON.stringify(argument)})`;
    }
  }

  private text(template: TemplateJson, value: unknown): string {
    return String(this.resolve(template, value));
  }

  private ref(template: TemplateJson, id: string): string {
    const { account, region } = this.environment;
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': 'stack',
    };
    if (id in pseudo) return pseudo[id] ?? '';
    const resource = template.Resources?.[id];
    if (!resource) return `parameter-${id}`;
    if (resource.Type === 'AWS::IAM::ManagedPolicy') return this.arn(template, id);
    const nameKey = NAME_PROPERTY[resource.Type];
    const name = nameKey ? resource.Properties?.[nameKey] : undefined;
    return name === undefined ? id : this.text(template, name);
  }

  private arn(template: TemplateJson, id: string): string {
    const { account, region } = this.environment;
    const resource = template.Resources?.[id];
    if (resource?.Type === 'AWS::IAM::ManagedPolicy') {
      const { Path = '/', ManagedPolicyName = id } = resource.Properties ?? {};
      return `arn:aws:iam::${account}:policy${this.text(template, Path)}${this.text(template, ManagedPolicyName)}`;
    }
    const name = this.ref(template, id);
    switch (resource?.Type) {
      case 'AWS::IAM::Role':
        return `arn:aws:iam::${account}:role${this.text(template, resource.Properties?.Path ?? '/')}${name}`;
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${name.toLowerCase()}`;
      case 'AWS::KMS::Key':
        return `arn:aws:kms:${region}:${account}:key/${name}`;
      default:
        return `arn:aws:unknown:${region}:${account}:${name}`;
    }
  }
}

const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::LakeFormation::Tag': 'TagKey',
};
