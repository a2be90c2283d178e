import type { Environment } from '../lib/config';
import type { QuotaNeed, Source } from '../core/sources';
import { bucketArns } from './diagnose-locations';
import type { Expectation } from './expectation';
import { isDeployer, isService } from './names';
import type { ObservedQuota, Observation } from './observation';

/** Invocations that reservations must leave to others. @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
const UNRESERVED = 100;

type Settings = Pick<Environment, 'sources'>;

/** What an environment needs of the quotas that it can come up against. */
export function quotaNeeds(
  { sources }: Settings,
  personas: number,
  observed: Observation,
  expected: Expectation,
): QuotaNeed[] {
  return [
    lambda(sources),
    {
      service: 'athena',
      code: 'L-FC5F6546',
      name: 'Active DML queries',
      need: 1 + personas,
      because: `a statement of the hourly run and a query of each of ${personas} personas at once; queued ones count`,
      instead: 'have people query one after the other',
    },
    ...sources.flatMap(({ kind, settings }) => kind.quotas?.(settings) ?? []),
    ...lakeFormation(observed, expected),
  ];
}

/** Every function of the lake at its busiest; and reservations leave a rest that nobody may reserve. */
function lambda(sources: readonly Source[]): QuotaNeed {
  const loads = sources.map(({ kind, settings }) => kind.functions?.(settings) ?? { atOnce: [] });
  const parts = loads.flatMap(({ atOnce }) => atOnce);
  const atOnce = total(parts) + 1;
  const reservations = loads.flatMap(({ reserved }) => reserved ?? []);
  const reserved = reservations.length > 0 ? total(reservations) + UNRESERVED : 0;
  const instead = loads.flatMap((load) => load.instead ?? []);
  return {
    service: 'lambda',
    code: 'L-B99A9384',
    name: 'Concurrent executions',
    need: Math.max(atOnce, reserved),
    because:
      reserved > atOnce
        ? `${wordsOf(reservations).join(', ')} and ${UNRESERVED} that Lambda keeps unreserved`
        : [...wordsOf(parts), 'a migration'].join(', '),
    instead: instead.length > 0 ? instead.join(', or ') : 'use fewer sources',
  };
}

interface Part {
  readonly count: number;
  readonly because: string;
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

function wordsOf(parts: readonly Part[]): string[] {
  return parts.map(({ because }) => because);
}

/** What the account has already counts too. @see https://docs.aws.amazon.com/general/latest/gr/lake-formation.html */
function lakeFormation(observed: Observation, expected: Expectation): QuotaNeed[] {
  const { settings, locations, vocabulary } = observed;
  const service = 'lakeformation';
  const administrators = settings?.administrators ?? [];
  const ours = [isDeployer, isService].filter((is) => !administrators.some((each) => is(each, expected)));
  const paths = new Set([...(locations ?? []).map(({ arn }) => arn), ...bucketArns(observed, expected)]);
  const keys = new Set([...Object.keys(vocabulary ?? {}), ...Object.keys(expected.vocabulary)]);
  const values = Object.entries(expected.vocabulary).map(
    ([key, wanted]) => new Set([...(vocabulary?.[key] ?? []), ...wanted]).size,
  );
  return [
    {
      service,
      code: 'L-3E3798DF',
      name: 'Number of data lake administrators',
      need: administrators.length + ours.length,
      because: `${administrators.length} in the account and ${ours.length} more of the lake`,
      instead: 'take out administrators that needn’t be',
    },
    {
      service,
      code: 'L-B0A837CA',
      name: 'Number of registered paths',
      need: paths.size,
      because: 'what is registered in the account, and the buckets of the lake',
      instead: 'deregister what isn’t used',
    },
    {
      service,
      code: 'L-F165AF61',
      name: 'Number of LF tags per account',
      need: keys.size,
      because: 'LF-tags of the account and of the lake',
      instead: 'delete LF-tags that aren’t used',
    },
    {
      service,
      name: 'Number of tag values per lf tag',
      need: Math.max(...values),
      because: 'values of the lake’s largest LF-tag; every domain of a contract is one',
      instead: 'give datasets fewer domains',
    },
  ];
}

/** By code, else by name: AWS writes names now one way and now another. */
export function quotaOf<Q extends Pick<ObservedQuota, 'service' | 'code' | 'name'>>(
  need: QuotaNeed,
  quotas: readonly Q[],
): Q | undefined {
  const candidates = quotas.filter(({ service }) => service === need.service);
  return (
    candidates.find(({ code }) => code === need.code) ??
    candidates.find(({ name }) => plain(name) === plain(need.name))
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
}
