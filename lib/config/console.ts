import { z } from 'zod';

/** The console for people, as an environment has it. */
export const consoleSchema = z.strictObject({
  /** Name that people open; a record of theirs leads it to the output `ConsoleTarget`. */
  domain: z
    .string()
    .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'expected a name such as lake.example.org'),
  /** Of the domain; CloudFront takes certificates of us-east-1. */
  certificateArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/,
      'expected the ARN of a certificate in us-east-1',
    ),
  /** Signs people in with an identity provider, which then asks for their second factor. @default the user pool does */
  saml: z
    .strictObject({
      metadataUrl: z.url({ protocol: /^https$/ }),
      /** Name of the attribute with the address. */
      emailAttribute: z
        .string()
        .min(1)
        .default('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'),
    })
    .optional(),
  /** A web ACL for CloudFront. @default none: it costs by the month */
  webAclArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/.+$/,
      'expected the ARN of a global web ACL',
    )
    .optional(),
  /** Requests a second of everybody together, and how many may come at once. */
  throttle: z
    .strictObject({ rate: z.int().min(1).default(20), burst: z.int().min(1).default(40) })
    .prefault({}),
});

export type ConsoleSettings = z.output<typeof consoleSchema>;
