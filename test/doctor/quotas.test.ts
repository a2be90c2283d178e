import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import { everything, loadEnvironment, type Environment } from '../../lib/config';
import { diagnoseQuotas, unknownQuotas } from '../../doctor/diagnose-quotas';
import { expectationOf } from '../../doctor/expectation';
import { quotaNeeds } from '../../doctor/quota-needs';
import { sourcesOf, type QuotaNeed, type SourceKind } from '../../core/sources';
import { documents } from '../../lambdas/documents/kind';
import { intake } from '../../lambdas/intake/kind';
import { readQuotas } from '../../doctor/read-quotas';
import { datasets } from '../../datasets';
import { CREDENTIALS, loopback } from '../support/loopback';
import { resources, synth, synthEverything, type SynthesizedLake } from '../support/synth';
import { ACCOUNT, CALLER, quota, REGION } from '../governance/support/account';
import { awsServices } from '../governance/support/aws-services';

const expected = expectationOf(
  {
    partition: 'aws',
    account: ACCOUNT,
    region: REGION,
    namePrefix: 'headwater-dev',
    servicePath: '/headwater/dev/service/',
    buckets: ['bronze', 'silver', 'gold'],
  },
  datasets,
  [],
);

function needs(environment = loadEnvironment('dev'), observed = {}): Record<string, QuotaNeed> {
  const found = quotaNeeds(environment, 7, { caller: CALLER, ...observed }, expected);
  return Object.fromEntries(found.map((need) => [need.name, need]));
}

/** The environment with other settings for the sources of a kind. */
function changed(environment: Environment, { name }: SourceKind, settings: object): Environment {
  const sources = environment.sources.map((source) =>
    source.kind.name === name
      ? { ...source, settings: { ...(source.settings as object), ...settings } }
      : source,
  );
  return { ...environment, sources };
}

/** What Service Quotas lists, judged by the needs of its service. */
async function judged(
  service: string,
  applied: ServiceQuota[],
  defaults: ServiceQuota[] = [],
): Promise<{ problems: string[]; remedies: string[]; unknown: string[]; asked: number }> {
  const account = { quotas: { [service]: applied }, defaultQuotas: { [service]: defaults } };
  const { endpoint, seen, close } = await loopback(awsServices(account as never));
  const client = new ServiceQuotasClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  const ofService = Object.values(needs()).filter((need) => need.service === service);
  try {
    const quotas = await readQuotas(client, service, ofService);
    const findings = diagnoseQuotas(quotas, ofService, expected);
    return {
      problems: findings.map(({ problem }) => problem),
      remedies: findings.map(({ remedy }) => remedy),
      unknown: unknownQuotas(quotas, ofService).map(({ reason }) => reason),
      asked: seen.length,
    };
  } finally {
    client.destroy();
    await close();
  }
}

describe('what the lake needs', () => {
  /** What templates let run at once, beside the API. */
  function atOnce({ templates }: SynthesizedLake): number {
    const streams = Object.values(resources(templates.ingestion, 'AWS::Kinesis::Stream'));
    const mappings = Object.values(resources(templates.ingestion, 'AWS::Lambda::EventSourceMapping'));
    const functions = [templates.ingestion, templates.catalog].flatMap((template) =>
      Object.values(resources(template, 'AWS::Lambda::Function')),
    );
    const queued = mappings.map(({ Properties: { ScalingConfig: scaling } }) => {
      return (scaling as { MaximumConcurrency?: number } | undefined)?.MaximumConcurrency ?? 0;
    });
    // Shards of an on-demand stream are 4 at first. Intake, what lands streams and queues' functions have a bound
    // of their own; every other function runs once.
    const shards = streams.reduce((sum, { Properties }) => sum + Number(Properties.ShardCount ?? 4), 0);
    const once = functions.length - 1 - streams.length - queued.filter((bound) => bound > 0).length;
    // A state machine calls one function so many times at once.
    const machines = JSON.stringify(resources(templates.ingestion, 'AWS::StepFunctions::StateMachine'));
    const mapped = [...machines.matchAll(/MaxConcurrency\\*":(\d+)/g)].map(([, count]) => Number(count));
    const inMaps = mapped.length === 0 ? 0 : Math.max(...mapped) - 1;
    // Nothing in a template bounds the pollers of a topic: the kind reckons with ten.
    const topics = mappings.filter(({ Properties: properties }) => 'Topics' in properties).length;
    const polled = topics === 0 ? 0 : topics * 10 - 1;
    return shards + queued.reduce((sum, each) => sum + each, 0) + once + inMaps + polled;
  }

  it.each([
    ['dev', () => synth('dev'), loadEnvironment('dev')],
    ['prod', () => synth('prod'), loadEnvironment('prod')],
    ['everything', synthEverything, everything()],
  ] as const)(
    'of Lambda is what the templates of %s let run at once',
    async (_, synthesized, environment) => {
      const [api] = sourcesOf(environment.sources, intake);
      const burst = api?.settings.throttle.burst ?? 0;
      expect(needs(environment)['Concurrent executions']?.need).toBe(burst + atOnce(await synthesized()));
    },
  );

  it('of Lambda leaves what reservations must leave', () => {
    const environment = everything();
    const calm = changed(environment, intake, { throttle: { rate: 1, burst: 1 } });
    expect(needs(calm)['Concurrent executions']).toMatchObject({
      need: 105,
      because:
        '2 reserved for SFTP servers, 1 reserved for a polled API, 1 reserved for a polled API, 1 reserved for a polled database and 100 that Lambda keeps unreserved',
    });
  });

  it('of Textract is the documents read at once, by what is asked of it', () => {
    const environment = everything();
    const name = (kind: string): string => `Async ${kind} throttle limit for max number of concurrent jobs`;
    expect(needs(environment)[name('DocumentAnalysis')]?.need).toBe(20);
    const plain = changed(environment, documents, { features: [] });
    expect(needs(plain)[name('DocumentTextDetection')]?.need).toBe(20);
    expect(Object.values(needs()).filter(({ service }) => service === 'textract')).toEqual([]);
  });

  it('of Lake Formation counts what the account has already', () => {
    const observed = {
      settings: { administrators: ['a', 'b'], readers: [], isOpenByDefault: false },
      locations: [{ arn: 'arn:aws:s3:::other' }, { arn: 'arn:aws:s3:::bronze' }],
      vocabulary: { team: ['x'], zone: ['bronze', 'other'] },
    };
    const found = needs(loadEnvironment('dev'), observed);
    expect(found['Number of data lake administrators']?.need).toBe(4);
    expect(found['Number of registered paths']?.need).toBe(4);
    expect(found['Number of LF tags per account']?.need).toBe(5);
    expect(found['Number of tag values per lf tag']?.need).toBe(10);
  });
});

describe('a quota', () => {
  const concurrency = (value: number): ServiceQuota =>
    quota('lambda', 'L-B99A9384', 'Concurrent executions', value);

  it('that is too small: says by how much, why, and how to ask for more', async () => {
    const { problems, remedies } = await judged('lambda', [concurrency(10)]);
    expect(problems).toEqual([
      'lambda: “Concurrent executions” is 10; the lake needs 42 (40 requests at once (intake.throttle.burst), 1 shard, a migration)',
    ]);
    expect(remedies).toEqual([
      'Ask for more, or lower intake.throttle: aws service-quotas request-service-quota-increase --region eu-central-1 --service-code lambda --quota-code L-B99A9384 --desired-value 42',
    ]);
  });

  it('that is just enough is no finding', async () => {
    expect((await judged('lambda', [concurrency(42)])).problems).toEqual([]);
  });

  it('that cannot be raised: says what else to do', async () => {
    const fixed = { ...quota('apigateway', 'L-CDF5615A', 'Throttle burst rate', 5), Adjustable: false };
    const rate = quota('apigateway', 'L-8A5B8E43', 'Throttle rate', 10_000);
    expect((await judged('apigateway', [fixed, rate])).remedies).toEqual([
      'It cannot be raised: lower intake.throttle.burst.',
    ]);
  });

  it('on a later page is found', async () => {
    const others = Array.from({ length: 7 }, (_, i) => quota('lambda', `L-${i}`, `Other ${i}`, 1));
    const { problems, asked } = await judged('lambda', [...others, concurrency(10)]);
    expect(problems).toHaveLength(1);
    expect(asked).toBe(3);
  });

  it('that is listed among the defaults only has its default', async () => {
    expect((await judged('lambda', [], [concurrency(10)])).problems).toHaveLength(1);
    expect((await judged('lambda', [concurrency(1_000)], [concurrency(10)])).problems).toEqual([]);
  });

  it('whose applied value Service Quotas could not find out is unknown, whatever the default', async () => {
    const failed = {
      ...concurrency(0),
      Value: undefined,
      ErrorReason: { ErrorCode: 'DEPENDENCY_ACCESS_DENIED_ERROR' as const },
    };
    const { problems, unknown } = await judged('lambda', [failed], [concurrency(10)]);
    expect(problems).toEqual([]);
    expect(unknown).toEqual(['Service Quotas gives no value of “Concurrent executions” of lambda here']);
  });

  it('whose code has changed is found by its name', async () => {
    const { problems } = await judged('kinesis', [quota('kinesis', 'L-NEW', 'shards per region', 0)]);
    expect(problems).toEqual(['kinesis: “shards per region” is 0; the lake needs 1 (intake.stream.shards)']);
  });

  it('of a single resource isn’t the account’s', async () => {
    const single: ServiceQuota = { ...concurrency(1), QuotaAppliedAtLevel: 'RESOURCE' };
    expect((await judged('lambda', [single, concurrency(1_000)])).problems).toEqual([]);
  });
});
