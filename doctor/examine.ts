import type { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import type { Environment } from '../lib/config';
import { serviceRolePath } from '../lib/constructs/service-roles';
import type { Dataset } from '../core/contracts';
import type { Clients } from './clients';
import { diagnose } from './diagnose';
import { diagnoseQuotas, unknownQuotas } from './diagnose-quotas';
import type { Diagnosis, Unchecked } from './diagnosis';
import { AccountError } from './errors';
import { expectationOf, type Expectation, type Target } from './expectation';
import { failureOf } from './failures';
import type { Observation } from './observation';
import { quotaNeeds } from './quota-needs';
import { readAccount, readNeededQuotas } from './read-account';
import { readCaller } from './read-lake-formation';
import { Readings } from './readings';
import { undecided } from './undecided';

export interface ExamineOptions {
  readonly environment: Environment;
  readonly datasets: readonly Dataset[];
  readonly region: string;
  /** Names of the buckets that hold tables. @default those that the catalog's databases are in */
  readonly buckets?: readonly string[];
}

export interface Examination {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** ARN of whoever asked. */
  readonly caller: string;
  readonly findings: readonly Diagnosis[];
  /** What could not be looked at, wholly or in part. */
  readonly unchecked: readonly Unchecked[];
  /** How many of what were looked at. */
  readonly checked: Readonly<Record<string, number>>;
}

/**
 * Compares an account with what the configuration asks of it, reading only.
 *
 * @throws AccountError when the account cannot be looked at at all, saying what to do
 */
export async function examine(options: ExamineOptions, clients: Clients): Promise<Examination> {
  const { environment, datasets, region } = options;
  const { personas } = environment.governance;
  const caller = await callerOf(clients.lakeFormation, region);
  const expected = expectationOf(targetOf(caller, options), datasets, personas);
  const readings = new Readings(region);
  const account = await readAccount(clients, expected, readings);
  const read = { caller, ...account };
  const needs = quotaNeeds(environment, personas.length, read, expected);
  const quotas = await readNeededQuotas(clients.serviceQuotas, needs, readings);
  const observed = { ...read, quotas: quotas.values };
  const unchecked = [...readings.unchecked(), ...undecided(observed, expected)];
  const unknown = unknownQuotas(quotas.values, quotas.needs);
  if (Object.keys(account).length === 0 && quotas.values.length === 0) {
    const [first] = unchecked;
    throw new AccountError(
      `Nothing could be read of account ${expected.account}: ${first?.reason}. ${first?.remedy}`,
    );
  }
  return {
    environment: environment.name,
    account: expected.account,
    region,
    caller,
    findings: [...diagnose(observed, expected), ...diagnoseQuotas(quotas.values, quotas.needs, expected)],
    unchecked: [...unchecked, ...unknown],
    checked: counts(observed, expected, quotas.needs.length - unknown.length),
  };
}

async function callerOf(client: LakeFormationClient, region: string): Promise<string> {
  try {
    return await readCaller(client);
  } catch (error) {
    const { reason, remedy } = failureOf(error, 'lakeformation:GetDataLakePrincipal', region);
    throw new AccountError(`${reason}, which tells whose account it is. ${remedy}`, { cause: error });
  }
}

function targetOf(caller: string, { environment, region, buckets }: ExamineOptions): Target {
  const [, partition, account] = /^arn:([a-z-]+):(?:sts|iam)::(\d{12}):/.exec(caller) ?? [];
  if (!partition || !account) {
    throw new AccountError(
      `Lake Formation says that "${caller}" is asking; expected the ARN of a role or a user`,
    );
  }
  if (environment.account !== undefined && environment.account !== account) {
    throw new AccountError(
      `The credentials are of account ${account}; environment ${environment.name} is in ${environment.account}. Sign in to that one`,
    );
  }
  return {
    partition,
    account,
    region,
    namePrefix: `headwater-${environment.name}`,
    servicePath: serviceRolePath(environment.name),
    ...(buckets && { buckets }),
  };
}

function counts(observed: Observation, expected: Expectation, quotas: number): Record<string, number> {
  const { settings, locations, vocabulary, databases, tables, permissions, filters } = observed;
  const sum = (lengths: readonly number[]): number => lengths.reduce((all, each) => all + each, 0);
  const isPresent = ({ database, name }: { database: string; name: string }): boolean =>
    tables?.present.some((table) => table.database === database && table.name === name) ?? false;
  return {
    administrators: settings ? settings.administrators.length : 0,
    locations: locations?.length ?? 0,
    'LF-tags': Object.keys(vocabulary ?? {}).length,
    databases: sum([databases?.present.length ?? 0, databases?.absent.length ?? 0]),
    tables: sum([tables?.present.length ?? 0, tables?.absent.length ?? 0]),
    columns: sum(expected.tables.filter(isPresent).map(({ columns }) => columns.length)),
    grants: permissions?.length ?? 0,
    'row filters': filters?.length ?? 0,
    quotas,
  };
}
