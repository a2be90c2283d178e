import { Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  CompositePrincipal,
  PolicyStatement,
  SamlConsolePrincipal,
  SamlProvider,
  type IPrincipal,
  type Role,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CONSOLE_SESSION, consoleRoleName } from '../../core/governance/persona';
import { trustedRoleArns, type Trust } from '../../core/governance/trust';

/**
 * Whom the role of a persona trusts. Roles are named in a condition: as principals they would stand for
 * themselves only until somebody makes them anew.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export function trustedPrincipal(scope: Construct, trust: Trust): IPrincipal {
  switch (trust.kind) {
    case 'account':
      return trust.mfa
        ? new AccountRootPrincipal().withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })
        : new AccountRootPrincipal();
    case 'saml':
      return new SamlConsolePrincipal(
        SamlProvider.fromSamlProviderArn(scope, 'IdentityProvider', trust.providerArn),
      );
    case 'roles':
    case 'identity-center':
      return rolesOf(Stack.of(scope), trust);
  }
}

/**
 * Lets the console's function take a role on, for somebody whom every call of the session then names.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function trustConsole(role: Role, namePrefix: string): void {
  const { partition, account } = Stack.of(role);
  role.assumeRolePolicy?.addStatements(
    new PolicyStatement({
      principals: [new AccountRootPrincipal()],
      actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      conditions: {
        ArnEquals: {
          'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/${consoleRoleName(namePrefix)}`,
        },
        StringLike: { 'sts:RoleSessionName': `${CONSOLE_SESSION}*`, 'sts:SourceIdentity': '?*' },
      },
    }),
  );
}

function rolesOf({ partition, account }: Stack, trust: Trust): IPrincipal {
  const own = (resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
  const arns = trustedRoleArns(trust, own);
  const accounts = new Set(
    arns.map((arn) => (arn.startsWith(own('')) ? account : (arn.split(':')[4] ?? ''))),
  );
  const principals = [...accounts].map((id) =>
    new AccountPrincipal(id).withConditions({ ArnLike: { 'aws:PrincipalArn': [...arns] } }),
  );
  return new CompositePrincipal(...principals);
}
