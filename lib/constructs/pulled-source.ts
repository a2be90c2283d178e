import type { Construct } from 'constructs';
import { PASS_ENV } from '../../core/environment-names';
import type { Dataset } from '../../core/contracts';
import { datasetNamed, type Source } from '../../core/sources';
import type { Lake } from './lake';
import type { LakeFunctionProps } from './lake-function';
import { ScheduledPass, type SourceLogin } from './scheduled-pass';

export interface PulledSourceProps
  extends Lake, Pick<LakeFunctionProps, 'entry' | 'description' | 'memory' | 'network'> {
  readonly datasets: readonly Dataset[];
  readonly source: Source;
  /** Name of the dataset that it feeds. */
  readonly dataset: string;
  /** `rate(...)` or `cron(...)`, UTC. */
  readonly schedule: string;
  /** What the secret is to be filled with, such as `{"key":"..."}`. @default it logs in nowhere */
  readonly fill?: string;
}

/**
 * A source that a function of its kind pulls at its times: with its settings, its secret, the ledger, and of bronze
 * what is of its dataset and below the prefixes of its kind and name.
 */
export function pulledSource(scope: Construct, props: PulledSourceProps): ScheduledPass {
  const { source, zones, ledger, datasets, fill } = props;
  const { name, kind, settings } = source;
  const login: SourceLogin | undefined =
    fill === undefined
      ? undefined
      : {
          name: `${kind.name}/${name}`,
          description: `Login of the source ${name}`,
          output: `Login-${name}`,
          fill: `${fill} for ${name}`,
        };
  const pass = new ScheduledPass(scope, 'Pass', {
    ...props,
    name: `${kind.name}-${name}`,
    kind: kind.name,
    group: `${kind.name}-${name}`,
    variables: {
      [PASS_ENV.source]: name,
      [PASS_ENV.settings]: JSON.stringify(settings),
      [PASS_ENV.bronzeBucket]: zones.bronze.bucket.bucketName,
    },
    ...(login && { login }),
  });
  const { bronze } = datasetNamed(props.dataset, datasets, name);
  const prefixes = [bronze, ...(kind.prefixes ?? []).map(({ prefix }) => `${prefix}/${name}`)];
  for (const prefix of prefixes) zones.bronze.grantAppend(pass.handler, `${prefix}/`);
  ledger.grantReadWrite(pass.handler, PASS_ENV.ledgerTable);
  if (pass.secretArn !== undefined) pass.handler.addEnvironment(PASS_ENV.secret, pass.secretArn);
  return pass;
}
