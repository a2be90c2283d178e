import type { Templates } from './template';

/** A workgroup of Athena and where the results of its queries go. */
export interface WorkGroup {
  readonly name: string;
  readonly arn: string;
  /** Undefined: the templates don't say, so whoever starts a query does. */
  readonly bucketArn?: string;
  /** Below which results stand, with the slash at its end; empty for the whole bucket. */
  readonly prefix: string;
  /** What of its settings lets results go elsewhere, or queries run as somebody else. */
  readonly problem?: string;
}

interface WorkGroupProperties {
  readonly Name: string;
  readonly WorkGroupConfiguration?: {
    readonly EnforceWorkGroupConfiguration?: boolean;
    readonly ExecutionRole?: string;
    readonly ResultConfiguration?: { readonly OutputLocation?: string };
  };
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html */
export function workGroupsOf(templates: Templates): WorkGroup[] {
  const { account, region } = templates.environment;
  return templates.ofType<WorkGroupProperties>('AWS::Athena::WorkGroup').map(({ properties }) => {
    const { Name: name, WorkGroupConfiguration: settings = {} } = properties;
    const location = /^s3:\/\/([^/]+)\/?(.*)$/.exec(settings.ResultConfiguration?.OutputLocation ?? '');
    const problem = problemOf(settings, location !== null);
    return {
      name,
      arn: `arn:aws:athena:${region}:${account}:workgroup/${name}`,
      ...(location && { bucketArn: `arn:aws:s3:::${(location[1] ?? '').toLowerCase()}` }),
      prefix: location?.[2] ?? '',
      ...(problem !== undefined && { problem }),
    };
  });
}

function problemOf(
  settings: NonNullable<WorkGroupProperties['WorkGroupConfiguration']>,
  isLocated: boolean,
): string | undefined {
  if (!isLocated) return 'says nowhere where results go';
  if (settings.EnforceWorkGroupConfiguration !== true) return 'lets whoever queries choose where results go';
  if (settings.ExecutionRole !== undefined) return `runs queries as ${settings.ExecutionRole}`;
  return undefined;
}

/** The prefix below which a persona's results stand. */
export function resultsPrefix(persona: string): string {
  return `${persona}/`;
}

/** Workgroups whose results go where the persona's own do. */
export function ownWorkGroups(templates: Templates, persona: string): WorkGroup[] {
  return workGroupsOf(templates).filter(
    ({ prefix, bucketArn }) => bucketArn !== undefined && prefix === resultsPrefix(persona),
  );
}
