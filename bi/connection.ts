import { z } from 'zod';

const PROFILE = /^[A-Za-z0-9_.-]+$/;

/**
 * Where a persona's queries run, as the outputs of the stacks say. It holds no credentials: every tool takes
 * them from an AWS profile that assumes the persona's role.
 */
const connectionSchema = z.strictObject({
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected an AWS region'),
  workgroup: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'expected the name of an Athena workgroup'),
  /** @default 'AwsDataCatalog' */
  catalog: z.string().min(1).default('AwsDataCatalog'),
  /** Database a tool opens first. @default 'gold' */
  database: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .default('gold'),
  /** Only for tools that ask for it: the workgroup enforces its own. */
  resultsLocation: z
    .string()
    .regex(/^s3:\/\/[^\s;]+\/$/, 'expected s3://bucket/prefix/')
    .optional(),
  /** The persona's role. */
  roleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'expected the ARN of a role'),
  /** Name of the AWS profile that assumes the role. @default the name of the role */
  profile: z.string().regex(PROFILE).optional(),
  /** Name of the AWS profile with which the user signs in. @default 'default' */
  sourceProfile: z.string().regex(PROFILE).default('default'),
});

export type Connection = Omit<z.output<typeof connectionSchema>, 'profile'> & { readonly profile: string };

/** @throws ZodError naming the setting that is missing or malformed */
export function parseConnection(input: unknown): Connection {
  const connection = connectionSchema.parse(input);
  return {
    ...connection,
    profile: connection.profile ?? connection.roleArn.split('/').at(-1) ?? 'headwater',
  };
}
