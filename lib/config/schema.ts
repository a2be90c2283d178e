import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { parsePersonas, personasSchema } from '../../core/governance/persona';
import { isOpenTrust } from '../../core/governance/trust';
import { consoleSchema } from './console';
import { DEFAULT_SMALL_CELL_THRESHOLD } from './defaults';
import { resolveSources, scheduleSchema, type SourceOverrides } from '../../core/sources';
import { sources } from '../../sources';

export const ENVIRONMENT_NAMES = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** What CloudWatch Logs can keep. Days. */
const LOG_DAYS = Object.values(RetentionDays).filter((days): days is number => typeof days === 'number');

const days = z.int().min(1);
/** Settings of the lake's sources by name, or false where there is none of it; over what the list says. */
const sourcesSchema = z
  .record(z.string(), z.union([z.literal(false), z.record(z.string(), z.unknown())]))
  .default({})
  .transform((overrides: SourceOverrides, context) => {
    const resolved = resolveSources(sources, overrides);
    for (const { path, message } of resolved.problems)
      context.addIssue({ code: 'custom', path: [...path], message });
    return resolved.sources;
  });

/** Everything that differs between environments. Defaults are defined here and nowhere else. */
export const environmentSchema = z
  .strictObject({
    name: z.enum(ENVIRONMENT_NAMES),
    /** @default the caller's */
    account: z
      .string()
      .regex(/^\d{12}$/, 'expected 12 digits')
      .optional(),
    /** @default the caller's */
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected a region such as eu-central-1')
      .optional(),
    /** What happens to data when its stack is deleted; `destroy` is for dev only. */
    removalPolicy: z.enum(['destroy', 'retain']).default('retain'),
    /** Deletes buckets together with the objects in them. Needs `removalPolicy: 'destroy'`. */
    deleteBucketsWithData: z.boolean().default(false),
    retention: z.strictObject({
      logDays: z
        .int()
        .refine((value) => LOG_DAYS.includes(value), { error: `expected one of ${LOG_DAYS.join(', ')}` }),
      accessLogDays: days.default(365),
      /** CloudTrail data events. HIPAA asks for six years. */
      auditTrailDays: days.default(2190),
      queryResultDays: days.default(30),
      /** Payloads that landing gave up on. */
      failureDays: days.default(90),
      /** Overwritten or deleted versions of objects. */
      previousVersionDays: days.default(30),
    }),
    schedules: z
      .strictObject({
        transformation: scheduleSchema.default('rate(1 hour)'),
        /** UTC. */
        maintenance: scheduleSchema.default('cron(30 3 ? * SUN,WED *)'),
        /** UTC. Transformations that start in this hour also start Glue Data Quality. */
        evaluationHour: z.int().min(0).max(23).default(4),
      })
      .prefault({}),
    /** Groups with fewer patients show no figures: the CMS cell-size rule. Patients. */
    smallCellThreshold: z.int().min(2).default(DEFAULT_SMALL_CELL_THRESHOLD),
    alarmEmail: z.email(),
    /** US dollars. @default no budget, as regions and partitions without AWS Budgets need it */
    monthlyBudget: z.number().positive().optional(),
    tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
    /** Largest scan of one query. Bytes; Athena allows no less than 10 MB. */
    scanCutoff: z.int().min(10_000_000).default(1_000_000_000_000),
    /** Scans of one persona in a day, from which somebody is told. Bytes; a terabyte is 5 US dollars. */
    dailyScanLimit: z.int().min(10_000_000).default(5_000_000_000_000),
    /** Who may see what. */
    governance: z.strictObject({ personas: personasSchema.default(() => [...parsePersonas()]) }).prefault({}),
    /** A page for people at a domain. @default none, and nothing of it costs anything */
    console: consoleSchema.optional(),
    /** What differs here from the lake's list of sources. */
    sources: sourcesSchema,
  })
  .refine((value) => value.removalPolicy === 'retain' || value.name === 'dev', {
    path: ['removalPolicy'],
    error: 'only dev may destroy data; use retain',
  })
  .refine((value) => !value.deleteBucketsWithData || value.removalPolicy === 'destroy', {
    path: ['deleteBucketsWithData'],
    error: "needs removalPolicy: 'destroy' too",
  })
  .superRefine(({ name, governance }, context) => {
    if (name === 'dev') return;
    for (const [index, persona] of governance.personas.entries()) {
      if (!isOpenTrust(persona.trust)) continue;
      context.addIssue({
        code: 'custom',
        path: ['governance', 'personas', index, 'trust'],
        message:
          `whoever may assume roles could become ${persona.name}, which only dev allows; ` +
          "expected kind 'identity-center' with permissionSets, 'saml' with providerArn, " +
          "'roles' with names, or 'account' with mfa: true",
      });
    }
  });

/** An environment as written by hand. */
export type EnvironmentInput = Omit<z.input<typeof environmentSchema>, 'sources'> & {
  readonly sources?: SourceOverrides;
};
/** An environment with every default filled in. */
export type Environment = z.output<typeof environmentSchema>;
