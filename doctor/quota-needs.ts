import type { Environment } from '../lib/config';
import { DOCUMENT_FUNCTIONS } from '../core/environment-names';
import { bucketArns } from './diagnose-locations';
import type { Expectation } from './expectation';
import { isDeployer, isService } from './names';
import type { ObservedQuota, Observation } from './observation';

/** What the lake needs of one quota of the account. */
export interface QuotaNeed {
  /** As Service Quotas calls them. */
  readonly service: string;
  readonly code?: string;
  /** As Service Quotas lists it; finds the quota where the code isn't known or has changed. */
  readonly name: string;
  /** What the lake needs, beside whatever else the account is used for. */
  readonly need: number;
  /** Where the figure comes from. */
  readonly because: string;
  /** What to change instead of the quota. */
  readonly instead: string;
}

/** Shards of a new on-demand stream: 4 MB/s. @see https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const ON_DEMAND_SHARDS = 4;
/** Invocations that reservations must leave to others. @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
const UNRESERVED = 100;

type Settings = Pick<Environment, 'api' | 'stream' | 'documents'>;

/** What an environment needs of the quotas that it can come up against. */
export function quotaNeeds(
  environment: Settings,
  personas: number,
  observed: Observation,
  expected: Expectation,
): QuotaNeed[] {
  return [
    lambda(environment),
    ...api(environment),
    ...kinesis(environment),
    {
      service: 'athena',
      code: 'L-FC5F6546',
      name: 'Active DML queries',
      need: 1 + personas,
      because: `a statement of the hourly run and a query of each of ${personas} personas at once; queued ones count`,
      instead: 'have people query one after the other',
    },
    ...textract(environment),
    ...lakeFormation(observed, expected),
  ];
}

/** Every function of the lake at its busiest; and reservations leave a rest that nobody may reserve. */
function lambda({ api: { throttle }, stream, documents }: Settings): QuotaNeed {
  const shards = stream.mode === 'provisioned' ? stream.shards : ON_DEMAND_SHARDS;
  const servers = documents.servers.length;
  const reading = servers > 0 ? 2 * DOCUMENT_FUNCTIONS : 0;
  const redriving = servers > 0 ? 1 : 0;
  const atOnce = throttle.burst + shards + 1 + servers + reading + redriving;
  const parts = [
    `${throttle.burst} requests at once (api.throttle.burst)`,
    shards === 1 ? '1 shard' : `${shards} shards`,
    'a migration',
    ...(servers > 0 ? [`${servers} SFTP servers`, `${reading + redriving} for documents`] : []),
  ];
  const reserved = servers > 0 ? servers + UNRESERVED : 0;
  return {
    service: 'lambda',
    code: 'L-B99A9384',
    name: 'Concurrent executions',
    need: Math.max(atOnce, reserved),
    because:
      reserved > atOnce
        ? `${servers} reserved for SFTP servers and ${UNRESERVED} that Lambda keeps unreserved`
        : parts.join(', '),
    instead: 'lower api.throttle',
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
function api({ api: { throttle } }: Settings): QuotaNeed[] {
  const service = 'apigateway';
  return [
    {
      service,
      code: 'L-8A5B8E43',
      name: 'Throttle rate',
      need: throttle.rate,
      because: 'api.throttle.rate, requests per second',
      instead: 'lower api.throttle.rate',
    },
    {
      service,
      code: 'L-CDF5615A',
      name: 'Throttle burst rate',
      need: throttle.burst,
      because: 'api.throttle.burst, requests at once',
      instead: 'lower api.throttle.burst',
    },
  ];
}

function kinesis({ stream }: Settings): QuotaNeed[] {
  if (stream.mode === 'on-demand') return [];
  return [
    {
      service: 'kinesis',
      code: 'L-0918CF54',
      name: 'Shards per Region',
      need: stream.shards,
      because: 'stream.shards',
      instead: 'lower stream.shards',
    },
  ];
}

/** @see https://docs.aws.amazon.com/textract/latest/dg/limits-quotas-explained.html */
function textract({ documents: { servers, features, concurrency } }: Settings): QuotaNeed[] {
  if (servers.length === 0) return [];
  const [kind, code] = features.length > 0 ? ['Analysis', 'L-5CF3B0DF'] : ['TextDetection', 'L-5B33D1C3'];
  return [
    {
      service: 'textract',
      code,
      name: `Async Document${kind} throttle limit for max number of concurrent jobs`,
      need: concurrency,
      because: 'documents.concurrency, documents read at once',
      instead: 'lower documents.concurrency',
    },
  ];
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
