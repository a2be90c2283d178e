import { Simulator } from '../../../access-proof/simulate';
import type { PolicyDocument } from '../../../access-proof/statement';
import { Templates, type TemplateJson } from '../../../access-proof/template';
import type { SynthesizedLake } from '../../support/synth';

export const WHERE = { account: '111122223333', region: 'eu-central-1' } as const;

export interface Principal {
  readonly arn: string;
  readonly statements: readonly unknown[];
}

interface PolicyProperties {
  readonly Bucket?: string;
  readonly Roles?: readonly string[];
  readonly PolicyDocument: { readonly Statement: readonly unknown[] };
}

const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

/** A principal to whom IAM allows everything; by default one that the lake doesn't know. */
export function almighty(arn = `arn:aws:iam::${WHERE.account}:role/almighty`): Principal {
  return { arn, statements: [EVERYTHING] };
}

/** The roles and buckets of a lake, with what IAM would answer. */
export class SimulatedLake {
  readonly templates: Templates;

  constructor({ templates }: Pick<SynthesizedLake, 'templates'>) {
    const json = Object.values(templates).map((template) => template.toJSON() as TemplateJson);
    this.templates = new Templates(json, WHERE);
  }

  /** A role with the policies it has, by the start of its logical id. */
  role(start: string): Principal {
    const { arn, ref } = this.named('AWS::IAM::Role', start);
    const policies = this.templates
      .ofType<PolicyProperties>('AWS::IAM::Policy')
      .filter(({ properties }) => properties.Roles?.includes(ref));
    return { arn, statements: policies.flatMap(({ properties }) => properties.PolicyDocument.Statement) };
  }

  /** ARN of a bucket, by the start of its logical id. */
  bucket(start: string): string {
    return this.named('AWS::S3::Bucket', start).arn;
  }

  /** What the policy of a bucket states. */
  bucketStatements(arn: string): readonly unknown[] {
    const bucket = this.templates.ofType('AWS::S3::Bucket').find((each) => each.arn === arn);
    return this.templates
      .ofType<PolicyProperties>('AWS::S3::BucketPolicy')
      .filter(({ properties }) => properties.Bucket === bucket?.ref)
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
  }

  /** Whether IAM and the policy of the bucket let a principal act on the bucket or an object of it. */
  allows(
    { arn, statements }: Principal,
    action: string,
    resource: string,
    context: Readonly<Record<string, string>> = {},
  ): boolean {
    const policy = (Statement: readonly unknown[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
    return new Simulator().isAllowed({
      principal: { arn, policies: [{ name: 'own', policy: policy(statements) }] },
      action,
      resourceArn: resource,
      account: WHERE.account,
      resourcePolicy: policy(this.bucketStatements(resource.split('/')[0] ?? '')),
      context: { 's3:TlsVersion': '1.3', ...context },
    });
  }

  private named(type: string, start: string): { arn: string; ref: string } {
    const found = this.templates.ofType(type).filter(({ logicalId }) => logicalId.startsWith(start));
    const [only] = found;
    if (!only || found.length > 1) throw new Error(`${found.length} resources ${type} start with ${start}`);
    return only;
  }
}
