import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { parsePersonas, personasSchema } from '../../core/governance/persona';
import { isOpenTrust } from '../../core/governance/trust';
import { DEFAULT_SMALL_CELL_THRESHOLD } from './defaults';
import { documentsSchema } from '../../lambdas/documents/settings';

export const ENVIRONMENT_NAMES = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** What CloudWatch Logs can keep. Days. */
const LOG_DAYS = Object.values(RetentionDays).filter((days): days is number => typeof days === 'number');

const days = z.int().min(1);
const scheduleExpression = z
  .string()
  .regex(
    /^(rate\(\d+ (minute|hour|day)s?\)|cron\(.+\))$/,
    'expected rate(...) or cron(...), as EventBridge Scheduler reads it',
  );

const authorizerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('iam') }),
  z.strictObject({
    kind: z.literal('jwt'),
    /** URL of the OpenID issuer. */
    issuer: z.url({ protocol: /^https$/ }),
    audience: z.array(z.string().min(1)).min(1),
  }),
]);

const streamSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('on-demand'), retentionHours: z.int().min(24).max(8760) }),
  z.strictObject({
    mode: z.literal('provisioned'),
    shards: z.int().min(1),
    retentionHours: z.int().min(24).max(8760),
  }),
]);

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
    stream: streamSchema,
    schedules: z
      .strictObject({
        transformation: scheduleExpression.default('rate(1 hour)'),
        documents: scheduleExpression.default('rate(1 hour)'),
        /** UTC. */
        maintenance: scheduleExpression.default('cron(30 3 ? * SUN *)'),
        /** UTC. Transformations that start in this hour also start Glue Data Quality. */
        evaluationHour: z.int().min(0).max(23).default(4),
      })
      .prefault({}),
    /** Takes records that a producer writes to the stream without naming a dataset. */
    defaultDataset: z.string().min(1).default('immunizations'),
    /** Groups with fewer patients show no figures: the CMS cell-size rule. Patients. */
    smallCellThreshold: z.int().min(2).default(DEFAULT_SMALL_CELL_THRESHOLD),
    alarmEmail: z.email(),
    /** US dollars. */
    monthlyBudget: z.number().positive(),
    tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
    api: z.strictObject({
      authorizer: authorizerSchema,
      throttle: z
        .strictObject({
          /** Requests per second. */
          rate: z.int().min(1).default(100),
          burst: z.int().min(1).default(200),
        })
        .prefault({}),
    }),
    /** Largest scan of one query. Bytes; Athena allows no less than 10 MB. */
    scanCutoff: z.int().min(10_000_000).default(1_000_000_000_000),
    /** Scans of one persona in a day, from which somebody is told. Bytes; a terabyte is 5 US dollars. */
    dailyScanLimit: z.int().min(10_000_000).default(5_000_000_000_000),
    /** Who may see what. */
    governance: z.strictObject({ personas: personasSchema.default(() => [...parsePersonas()]) }).prefault({}),
    /** Documents from SFTP servers. */
    documents: documentsSchema.prefault({}),
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
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** An environment with every default filled in. */
export type Environment = z.output<typeof environmentSchema>;
