import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ProviderAttribute,
  SigningAlgorithm,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClientIdentityProvider,
  UserPoolIdentityProviderSaml,
  UserPoolIdentityProviderSamlMetadata,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Environment } from '../../config';
import type { ConsoleSettings } from '../../config/console';
import { removalPolicy } from '../zones';

export interface PeopleProps {
  readonly environment: Environment;
  readonly settings: ConsoleSettings;
  /** Where they come from and go back to. */
  readonly url: string;
}

/** A token says for so long that somebody is in a group: who leaves it is out by then. */
const TOKEN = Duration.minutes(15);
const SIGNED_IN = Duration.hours(12);

/**
 * Who may open the console: people whom an administrator has put into a persona's group. They sign in with a second
 * factor; the page gets an authorization code and has no secret.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-oauth-browser-based-apps
 */
export class People extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Origin of the pages on which they sign in. */
  readonly origin: string;

  constructor(scope: Construct, id: string, { environment, settings, url }: PeopleProps) {
    super(scope, id);
    const name = `headwater-${environment.name}`;
    const removal = removalPolicy(environment);
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: name,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: removal !== RemovalPolicy.DESTROY,
      removalPolicy: removal,
    });
    for (const persona of environment.governance.personas)
      new CfnUserPoolGroup(this, `Group-${persona.name}`, {
        userPoolId: this.pool.userPoolId,
        groupName: persona.name,
        description: persona.description,
      });
    const provider = settings.saml && this.provider(settings.saml);
    this.client = this.pool.addClient('Page', {
      generateSecret: false,
      // None but the refreshing of tokens: people sign in on the pages of the pool alone.
      authFlows: { userSrp: false, custom: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [url],
        logoutUrls: [url],
      },
      supportedIdentityProviders: [
        provider
          ? UserPoolClientIdentityProvider.custom(provider.providerName)
          : UserPoolClientIdentityProvider.COGNITO,
      ],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: TOKEN,
      idTokenValidity: TOKEN,
      refreshTokenValidity: SIGNED_IN,
    });
    if (provider) this.client.node.addDependency(provider);
    const domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `${name}-${Stack.of(this).account}` },
    });
    this.origin = domain.baseUrl();
  }

  private provider({
    metadataUrl,
    emailAttribute,
  }: NonNullable<ConsoleSettings['saml']>): UserPoolIdentityProviderSaml {
    return new UserPoolIdentityProviderSaml(this, 'Saml', {
      userPool: this.pool,
      name: 'saml',
      metadata: UserPoolIdentityProviderSamlMetadata.url(metadataUrl),
      attributeMapping: { email: ProviderAttribute.other(emailAttribute) },
      requestSigningAlgorithm: SigningAlgorithm.RSA_SHA256,
    });
  }
}
