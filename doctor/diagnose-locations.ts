import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import { isService } from './names';
import type { ObservedLocation, Observation } from './observation';
import { aws } from './remedies';

/** ARNs of the buckets that hold tables; empty when nobody has said and no database tells. */
export function bucketArns({ databases }: Observation, { buckets, partition }: Expectation): string[] {
  const names =
    buckets ??
    (databases?.present ?? []).flatMap(({ location }) => /^s3:\/\/([^/]+)/.exec(location ?? '')?.[1] ?? []);
  return [...new Set(names)].map((name) => `arn:${partition}:s3:::${name}`);
}

/** Whether a location lies in a bucket, or is all of it. */
export function isWithin(arn: string, bucketArn: string): boolean {
  return arn === bucketArn || arn.startsWith(`${bucketArn}/`);
}

/**
 * Every bucket must be registered whole, with a role of the lake's own and without hybrid access; and so must
 * what is registered inside it.
 */
export function diagnoseLocations(observed: Observation, expected: Expectation): Diagnosis[] {
  const { locations = [] } = observed;
  const commands = new LocationCommands(locations, expected);
  return bucketArns(observed, expected).flatMap((bucket) => {
    const within = locations.filter(({ arn }) => isWithin(arn, bucket));
    const isWhole = ({ arn }: ObservedLocation): boolean => arn.replace(/\/$/, '') === bucket;
    const found = within.flatMap((location): Diagnosis[] => {
      const problems = problemsOf(location, expected);
      if (problems.length === 0) return [];
      const problem = `${location.arn} is registered ${problems.join(', ')}`;
      return [error(problem, isWhole(location) ? commands.correct(location) : commands.remove(location.arn))];
    });
    if (within.some(isWhole)) return found;
    const remedy = `Deploy the governance stack. If it is deployed already, CloudFormation doesn’t notice: ${commands.register(bucket)}`;
    return [error(`${bucket} is not registered with Lake Formation`, remedy), ...found];
  });
}

function problemsOf(location: ObservedLocation, expected: Expectation): string[] {
  const { roleArn = '', isHybrid, isPrivileged } = location;
  return [
    ...(isHybrid ? ['in hybrid access mode, which lets IAM permissions in'] : []),
    ...(isPrivileged ? ['with privileged access, so whoever did it has every permission on it'] : []),
    ...(isService(roleArn, expected)
      ? []
      : roleArn === '' || roleArn.includes('/aws-service-role/')
        ? ['with the service-linked role, which cannot use keys of the lake']
        : [`with ${roleArn}, which is no role of the lake`]),
  ];
}

function error(problem: string, remedy: string): Diagnosis {
  return { check: 'location', severity: 'error', problem, remedy };
}

/** CloudFormation doesn't notice what has become of a location, so it is put right by hand. */
class LocationCommands {
  private readonly role: string;
  private readonly hint: string;

  constructor(
    locations: readonly ObservedLocation[],
    private readonly expected: Expectation,
  ) {
    const known = locations.find(({ roleArn = '' }) => isService(roleArn, expected))?.roleArn;
    this.role = known ?? 'ROLE';
    this.hint =
      known === undefined
        ? ` (ROLE: aws iam list-roles --path-prefix ${expected.servicePath} shows it; its description begins “Lake Formation reads”)`
        : '';
  }

  register(arn: string): string {
    return this.command('register-resource', arn, '--no-use-service-linked-role') + this.hint;
  }

  /** UpdateResource can't take privileged access away. */
  correct({ arn, isPrivileged }: ObservedLocation): string {
    if (isPrivileged) return `${this.remove(arn)} && ${this.register(arn)}`;
    return this.command('update-resource', arn) + this.hint;
  }

  remove(arn: string): string {
    return aws('lakeformation', 'deregister-resource', this.expected, `--resource-arn ${arn}`);
  }

  private command(name: string, arn: string, ...options: string[]): string {
    const role = `--role-arn ${this.role}`;
    const { expected } = this;
    return aws(
      'lakeformation',
      name,
      expected,
      `--resource-arn ${arn}`,
      role,
      '--no-hybrid-access-enabled',
      ...options,
    );
  }
}
