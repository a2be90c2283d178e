import { z } from 'zod';

const authorizerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('iam') }),
  z.strictObject({
    kind: z.literal('jwt'),
    /** URL of the OpenID issuer. */
    issuer: z.url({ protocol: /^https$/ }),
    audience: z.array(z.string().min(1)).min(1),
  }),
]);

const retentionHours = z.int().min(24).max(8760);

const streamSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('on-demand'), retentionHours }),
  z.strictObject({ mode: z.literal('provisioned'), shards: z.int().min(1), retentionHours }),
]);

/** The HTTP API, and the stream that it and other producers write to. */
export const intakeSettings = z.strictObject({
  /** Takes records that a producer writes to the stream without naming a dataset. */
  defaultDataset: z.string().min(1),
  stream: streamSchema.default({ mode: 'on-demand', retentionHours: 48 }),
  authorizer: authorizerSchema.default({ kind: 'iam' }),
  throttle: z
    .strictObject({
      /** Requests per second. */
      rate: z.int().min(1).default(100),
      burst: z.int().min(1).default(200),
    })
    .prefault({}),
});

export type IntakeSettings = z.output<typeof intakeSettings>;
