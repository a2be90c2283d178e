import { z } from 'zod';

const roleName = z
  .string()
  .regex(/^[\w+=,.@/-]+$/, 'expected the name of an IAM role, with its path if it has one');
const permissionSet = z.string().regex(/^[\w+=,.@-]{1,32}$/, 'expected the name of a permission set');
const sessionRoleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/aws-reserved\/sso\.amazonaws\.com\/.+$/,
    'expected the ARN of a role below role/aws-reserved/sso.amazonaws.com/, in which * stands for any text',
  );
const providerArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/.+$/, 'expected the ARN of a SAML provider');

/**
 * Who may take on a persona's role:
 * - `account`: principals of the lake's own account that IAM allows to, with a second factor; without one
 *   (`mfa: false`) whoever may assume roles at all, which is for synthetic data
 * - `roles`: roles of the lake's own account, by name: servers of tools that refresh dashboards by themselves
 * - `saml`: whoever a SAML provider vouches for
 * - `identity-center`: sessions of permission sets of IAM Identity Center in the lake's own account, by name; of
 *   other accounts, by ARN
 *
 * Sessions of SAML and of Identity Center don't carry a second factor of IAM: where people sign in with those,
 * `account` lets nobody in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 */
export const trustSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), mfa: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('roles'), names: z.array(roleName).min(1) }),
  z.strictObject({ kind: z.literal('saml'), providerArn }),
  z
    .strictObject({
      kind: z.literal('identity-center'),
      permissionSets: z.array(permissionSet).default([]),
      roleArns: z.array(sessionRoleArn).default([]),
    })
    .refine(({ permissionSets, roleArns }) => permissionSets.length + roleArns.length > 0, {
      error: 'names nobody; list permissionSets, or roleArns of another account',
    }),
]);

export type Trust = z.output<typeof trustSchema>;

/** @default of a persona: people of the lake's account, with a second factor */
export const DEFAULT_TRUST: Trust = { kind: 'account', mfa: true };

/** Where Identity Center puts the roles of permission sets, which nobody else can. */
const SESSION_ROLES = 'role/aws-reserved/sso.amazonaws.com/';
/** It ends their names with 16 characters that are others when it makes a role anew. */
const SUFFIX = `_${'?'.repeat(16)}`;

/**
 * ARNs of the roles that are trusted by name, in which `*` and `?` stand for any text and character; none for
 * kinds of trust that don't go by roles.
 *
 * @param iam makes an ARN of a resource of IAM in the lake's own account
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function trustedRoleArns(trust: Trust, iam: (resource: string) => string): readonly string[] {
  switch (trust.kind) {
    case 'roles':
      return trust.names.map((name) => iam(`role/${name}`));
    case 'identity-center':
      return [
        // Outside its home region, a region stands between path and name.
        ...trust.permissionSets.map((name) => iam(`${SESSION_ROLES}*AWSReservedSSO_${name}${SUFFIX}`)),
        ...trust.roleArns,
      ];
    default:
      return [];
  }
}

/** Whether anybody whom IAM lets assume roles may take on the role. */
export function isOpenTrust(trust: Trust): boolean {
  return trust.kind === 'account' && !trust.mfa;
}
