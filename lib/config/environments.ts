import type { EnvironmentInput, EnvironmentName } from './schema';

/** The environments of this lake. Glue databases have fixed names, so each needs an account or region of its own. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, EnvironmentInput>> = {
  dev: {
    name: 'dev',
    removalPolicy: 'destroy',
    retention: { logDays: 14, accessLogDays: 30, auditTrailDays: 90, queryResultDays: 7 },
    stream: { mode: 'provisioned', shards: 1, retentionHours: 24 },
    alarmEmail: 'lake-dev@example.org',
    monthlyBudget: 200,
    api: { authorizer: { kind: 'iam' }, throttle: { rate: 20, burst: 40 } },
    scanCutoff: 100_000_000_000,
    tags: { team: 'data-platform' },
  },
  staging: {
    name: 'staging',
    retention: { logDays: 90, auditTrailDays: 365 },
    stream: { mode: 'on-demand', retentionHours: 48 },
    alarmEmail: 'lake-staging@example.org',
    monthlyBudget: 500,
    api: { authorizer: { kind: 'iam' } },
    tags: { team: 'data-platform' },
  },
  prod: {
    name: 'prod',
    retention: { logDays: 365 },
    stream: { mode: 'on-demand', retentionHours: 168 },
    alarmEmail: 'lake-prod@example.org',
    monthlyBudget: 2000,
    api: { authorizer: { kind: 'iam' }, throttle: { rate: 500, burst: 1000 } },
    tags: { team: 'data-platform' },
  },
};
