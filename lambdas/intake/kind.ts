import { datasets } from '../../datasets';
import { defineKind, type QuotaNeed } from '../../core/sources';
import { INTAKE_METRICS } from './names';
import { intakeSettings, type IntakeSettings } from './settings';

/** Shards of a new on-demand stream: 4 MB/s. @see https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const ON_DEMAND_SHARDS = 4;

/** An HTTP API that takes records, and a stream behind it that producers may also write to. */
export const intake = defineKind({
  name: 'intake',
  summary: 'records that others send to the HTTP API or write to the stream',
  settings: intakeSettings,
  feeds: () => datasets.filter(({ sender }) => sender === 'api').map(({ name }) => name),
  metrics: INTAKE_METRICS,
  quotas: (settings) => [...apiQuotas(settings), ...streamQuotas(settings)],
  functions: ({ throttle, stream }) => {
    const shards = stream.mode === 'provisioned' ? stream.shards : ON_DEMAND_SHARDS;
    return {
      atOnce: [
        { count: throttle.burst, because: `${throttle.burst} requests at once (intake.throttle.burst)` },
        { count: shards, because: shards === 1 ? '1 shard' : `${shards} shards` },
      ],
      instead: 'lower intake.throttle',
    };
  },
});

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
function apiQuotas({ throttle }: IntakeSettings): QuotaNeed[] {
  const service = 'apigateway';
  return [
    {
      service,
      code: 'L-8A5B8E43',
      name: 'Throttle rate',
      need: throttle.rate,
      because: 'intake.throttle.rate, requests per second',
      instead: 'lower intake.throttle.rate',
    },
    {
      service,
      code: 'L-CDF5615A',
      name: 'Throttle burst rate',
      need: throttle.burst,
      because: 'intake.throttle.burst, requests at once',
      instead: 'lower intake.throttle.burst',
    },
  ];
}

function streamQuotas({ stream }: IntakeSettings): QuotaNeed[] {
  if (stream.mode === 'on-demand') return [];
  return [
    {
      service: 'kinesis',
      code: 'L-0918CF54',
      name: 'Shards per Region',
      need: stream.shards,
      because: 'intake.stream.shards',
      instead: 'lower intake.stream.shards',
    },
  ];
}
