import type { Resource, Templates } from '../access-proof/template';
import { statementsOf } from '../access-proof/shape/definition-lines';
import data from './prices.json';

/** What a kind of thing costs in a month in which nothing arrives. */
export interface CostItem {
  readonly item: string;
  /** How it was counted. */
  readonly how: string;
  /** US dollars a month. */
  readonly usd: number;
}

const { hoursPerMonth } = data;
const price = (name: keyof typeof data.prices): number => data.prices[name].usd;

/** Types that cost by use only: nothing arrives, nothing is paid. */
const BY_USE =
  /^AWS::(S3|IAM|LakeFormation|Logs|Lambda|ApiGatewayV2|SQS|SNS|Events|Scheduler|DynamoDB|CloudTrail|Budgets|CloudFront|Cognito|IoT)::|^AWS::DMS::(Endpoint|ReplicationSubnetGroup)$|^AWS::EC2::(VPC|Subnet|RouteTable|Route|SubnetRouteTableAssociation|InternetGateway|VPCGatewayAttachment|SecurityGroup|VPCEndpoint|FlowLog)$|^AWS::Athena::|^AWS::Glue::(Database|Table|SecurityConfiguration|DataQualityRuleset)$|^Custom::/;

/** DPUs of a crawler, and the hours of which each run pays for at least. */
const CRAWL = { dpus: 2, hours: 1 / 6 };
/** The least that Athena bills of a statement. Bytes. */
const [LEAST_SCAN, TERABYTE] = [10_000_000, 1e12];
export const LEAST_SCAN_USD = (LEAST_SCAN * price('scannedTerabyte')) / TERABYTE;
const DAYS = 30.4;
/** States of a load that finds nothing new; of the run for such a dataset, gold and quality included; and of the run beside them. */
const [EMPTY_LOAD, FOR_A_DATASET, BESIDE_DATASETS] = [10, 4, 20];

/** Looks in a month. */
export const looksPerMonth = (everyMinutes: number): number => (hoursPerMonth * 60) / everyMinutes;
/** An execution of an express workflow of less than 64 MB that takes less than half a second: a start, a read, a listing. */
const LOOK = { gigabytes: 1 / 16, seconds: 0.5 };
/** What a look for what is new costs. */
export const LOOK_USD =
  price('scheduledStart') +
  price('expressRequest') +
  LOOK.gigabytes * LOOK.seconds * price('expressGigabyteSecond') +
  price('listRequest') +
  price('ledgerRead');

/** By type; undefined of what costs by use only. */
const COSTS: Readonly<Record<string, (resource: Resource) => Omit<CostItem, 'item'> | undefined>> = {
  'AWS::KMS::Key': () => ({
    how: 'a key; each of its first two rotations adds as much',
    usd: price('kmsKeyMonth'),
  }),
  'AWS::CloudWatch::Alarm': () => ({ how: 'an alarm', usd: price('alarmMonth') }),
  'AWS::CloudWatch::Dashboard': () => ({ how: 'a dashboard', usd: price('dashboardMonth') }),
  'AWS::SecretsManager::Secret': () => ({ how: 'a secret', usd: price('secretMonth') }),
  'AWS::EC2::NatGateway': () => ({
    how: 'hours of a NAT gateway',
    usd: hoursPerMonth * price('natGatewayHour'),
  }),
  'AWS::EC2::EIP': () => ({
    how: 'hours of a public address',
    usd: hoursPerMonth * price('publicAddressHour'),
  }),
  'AWS::Kinesis::Stream': ({ properties }) => {
    const shards = properties.ShardCount;
    return typeof shards === 'number'
      ? { how: 'hours of shards', usd: shards * hoursPerMonth * price('shardHour') }
      : { how: 'hours of an on-demand stream', usd: hoursPerMonth * price('onDemandStreamHour') };
  },
  'AWS::Glue::Crawler': ({ properties }) => {
    const { ScheduleExpression } = properties.Schedule as { ScheduleExpression: string };
    const runs = runsPerMonth(ScheduleExpression);
    return {
      how: `${runs.toFixed(1)} runs of ten minutes and ${CRAWL.dpus} DPUs`,
      usd: runs * CRAWL.dpus * CRAWL.hours * price('dpuHour'),
    };
  },
  'AWS::Scheduler::Schedule': ({ properties }) => {
    const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(String(properties.ScheduleExpression)) ?? [];
    if (minutes === undefined) return undefined;
    const looks = looksPerMonth(Number(minutes));
    return { how: `${looks.toFixed(0)} looks that find nothing new`, usd: looks * LOOK_USD };
  },
  'AWS::StepFunctions::StateMachine': ({ logicalId, properties }) => {
    if (logicalId.startsWith('Minutes')) return undefined;
    const definition = JSON.parse(String(properties.DefinitionString)) as Readonly<Record<string, unknown>>;
    const isMaintenance = logicalId.startsWith('Maintenance');
    const runs = isMaintenance ? (DAYS / 7) * 2 : hoursPerMonth;
    // Once a day a run fills gold and judges whatever has changed; loads list bronze and find nothing new.
    const full = isMaintenance ? runs : LOAD.test(logicalId) ? 0 : DAYS;
    const statements = statementsOf(definition).length;
    const text = JSON.stringify(definition);
    const occurs = (word: string): number => text.split(word).length - 1;
    const [states, listings, loads] = [occurs('"Type":'), occurs('listObjectsV2'), occurs('startExecution')];
    if (statements + listings + loads === 0) return { how: 'nothing until somebody starts it', usd: 0 };
    const idle = listings > 0 ? EMPTY_LOAD : BESIDE_DATASETS + loads * FOR_A_DATASET;
    const usd =
      full * statements * LEAST_SCAN_USD +
      (full * states + (runs - full) * idle) * price('stateTransition') +
      (runs - full) * listings * price('listRequest');
    const none = `${(runs - full).toFixed(0)} that find nothing new, without a statement`;
    if (full === 0) return { how: `of each dataset, ${none}`, usd };
    const rest = runs > full ? `, ${none}` : '';
    return {
      how: `at most: ${full.toFixed(0)} runs with all of ${statements} statements and ${states} states${rest}`,
      usd,
    };
  },
  'AWS::DMS::ReplicationConfig': ({ properties }) => {
    const { MinCapacityUnits: least } = properties.ComputeConfig as { MinCapacityUnits: number };
    return {
      how: `nothing until somebody starts it, then hours of capacity units, ${least} at least, until 48 hours after it was stopped; their price isn't in this list: AWS tells it by region on https://aws.amazon.com/dms/pricing/`,
      usd: 0,
    };
  },
  'AWS::Logs::MetricFilter': () => ({ how: 'a metric', usd: price('customMetricMonth') }),
};

/**
 * What the templates of an environment cost in a month in which nothing arrives and nobody asks, at list prices.
 * The free tier is left out.
 *
 * @throws Error for a type of which nobody has said what it costs
 */
export function idleCost(templates: Templates): CostItem[] {
  return costOf(templates.where(() => true));
}

/** @throws Error for a type of which nobody has said what it costs */
export function costOf(resources: readonly Resource[]): CostItem[] {
  const items = new Map<string, CostItem>();
  for (const resource of resources) {
    const cost = COSTS[resource.type];
    if (!cost) {
      if (BY_USE.test(resource.type)) continue;
      throw new Error(`Nobody has said what an idle ${resource.type} costs; add it to cost/idle.ts.`);
    }
    const costs = cost(resource);
    if (!costs) continue;
    const { how, usd } = costs;
    const name = resource.logicalId.replace(/[0-9A-F]{8}$/, '').replace(LOAD, 'Load');
    const each = NAMED.test(resource.type) ? `${resource.type} ${name}` : resource.type;
    items.set(each, { item: each, how, usd: (items.get(each)?.usd ?? 0) + usd });
  }
  return [...items.values()].sort((a, b) => b.usd - a.usd);
}

/** Machines of datasets, which have a line together. */
const LOAD = /^Load.*/;
/** Of these every one has a line of its own. */
const NAMED = /::(Crawler|StateMachine|Stream)$/;

/** @throws Error for a schedule that isn't counted */
function runsPerMonth(expression: string): number {
  const [, minute, hour, , , weekday] = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) \S+\)$/.exec(expression) ?? [];
  if (minute === undefined || !/^\d+$/.test(minute))
    throw new Error(`The schedule ${expression} isn't counted.`);
  if (hour === '*') return hoursPerMonth;
  return weekday === '?' || weekday === '*' ? DAYS : (DAYS / 7) * (weekday?.split(',').length ?? 1);
}
