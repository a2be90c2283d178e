import { DEFAULT_PERSONAS, type PersonaInput } from '../../core/governance/persona';
import type { EnvironmentInput, EnvironmentName } from './schema';

/** The personas that come with a lake, each with who may take it on. */
function personas(trust: (name: string) => PersonaInput['trust']): PersonaInput[] {
  return DEFAULT_PERSONAS.map((persona) => ({ ...persona, trust: trust(persona.name) }));
}

/** The environments of this lake. Glue databases have fixed names, so each needs an account or region of its own. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, EnvironmentInput>> = {
  dev: {
    name: 'dev',
    removalPolicy: 'destroy',
    retention: { logDays: 14, accessLogDays: 30, auditTrailDays: 90, queryResultDays: 7 },
    alarmEmail: 'lake-dev@example.org',
    monthlyBudget: 200,
    sources: {
      intake: {
        stream: { mode: 'provisioned', shards: 1, retentionHours: 24 },
        throttle: { rate: 20, burst: 40 },
      },
    },
    scanCutoff: 100_000_000_000,
    // Synthetic data only: whoever may assume roles in the account tries out every persona.
    governance: { personas: personas(() => ({ kind: 'account', mfa: false })) },
    tags: { team: 'data-platform' },
  },
  staging: {
    name: 'staging',
    retention: { logDays: 90, auditTrailDays: 365 },
    alarmEmail: 'lake-staging@example.org',
    monthlyBudget: 500,
    tags: { team: 'data-platform' },
  },
  prod: {
    name: 'prod',
    retention: { logDays: 365 },
    alarmEmail: 'lake-prod@example.org',
    monthlyBudget: 2000,
    sources: {
      intake: {
        stream: { mode: 'on-demand', retentionHours: 168 },
        throttle: { rate: 500, burst: 1000 },
      },
    },
    // People come through a permission set per persona, dashboards with the role of the server that refreshes them.
    governance: {
      personas: personas((name) =>
        name === 'bi-service'
          ? { kind: 'roles', names: ['dashboard-server'] }
          : { kind: 'identity-center', permissionSets: [`lake-${name}`] },
      ),
    },
    tags: { team: 'data-platform' },
  },
};
