import { consoleRoleName } from '../../core/governance/persona';
import { beyondAllowances } from '../allowances';
import type { Finding } from '../finding';
import type { Role } from '../iam';
import { isForServices } from '../lake-roles';
import type { Proof } from '../proof';
import type { Resource, Templates } from '../template';

type Properties = Readonly<Record<string, unknown>>;

/** The role with which a console takes on personas' roles; undefined where there is no console. */
export function consoleRole({ iam }: Pick<Proof['evaluation'], 'iam'>): Role | undefined {
  return iam.roles.find(({ resource }) => CONSOLE_ROLE.test(resource.ref));
}

const CONSOLE_ROLE = new RegExp(`^${consoleRoleName('headwater-[a-z]+')}$`);

/**
 * Nobody becomes a persona by the console but people of the persona's group: its role is one function's, which API Gateway
 * alone calls, for requests with a token of the pool, whose groups an administrator alone fills.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function checkConsole({ evaluation }: Pick<Proof, 'evaluation'>): Finding[] {
  const role = consoleRole(evaluation);
  if (!role) return [];
  const { templates } = evaluation;
  const functions = templates
    .ofType('AWS::Lambda::Function')
    .filter(({ properties }) => properties.Role === role.resource.arn);
  const problems = [
    ...ofRole(role, evaluation),
    ...(functions.length === 1
      ? []
      : [`is the role of ${functions.length} functions; expected the console's alone`]),
    ...functions.flatMap((each) => [...ofCallers(each, evaluation), ...ofRoutes(each, templates)]),
    ...ofPeople(templates),
  ];
  const subject = role.resource.ref;
  return problems.map((problem) => ({ rule: 'trust', subject, message: `${subject} ${problem}` }));
}

/** It has no permission on data, only to become a persona. */
function ofRole(role: Role, { iam, personas, templates }: Proof['evaluation']): string[] {
  const arns = (type: string): string[] => templates.ofType(type).map(({ arn }) => arn);
  const others = iam.roles
    .filter((each) => each !== role && !personas.some((persona) => persona.role === each))
    .filter(({ principal }) => iam.allows(principal, 'sts:AssumeRole', role.principal.arn));
  return [
    ...(isForServices(role) ? [] : ['can be taken on by others than services']),
    ...others.map(({ resource }) => `can be taken on by ${resource.logicalId}`),
    ...beyondAllowances(role.principal.policies, [
      {
        actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        resources: personas.map((persona) => persona.role.principal.arn),
      },
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: arns('AWS::Logs::LogGroup') },
      { actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] },
      {
        actions: ['kms:Decrypt'],
        resources: arns('AWS::KMS::Key').filter((arn) => /KeysOperations/.test(arn)),
      },
    ]),
  ];
}

/** Whoever calls the function says who asks: nobody may but the API. */
function ofCallers(fn: Resource, { iam, templates }: Proof['evaluation']): string[] {
  const apis = apisOf(fn, templates).map(({ ref }) => ref);
  const { account, region } = templates.environment;
  const starts = apis.map((id) => `arn:aws:execute-api:${region}:${account}:${id}/`);
  const names = [fn.ref, fn.arn];
  const permissions = templates
    .ofType('AWS::Lambda::Permission')
    .filter(({ properties }) => names.includes(String(properties.FunctionName)));
  const openings = templates.where(
    ({ Type, Properties }) => OTHER_WAYS.test(Type) && namesAny(Properties, fn.logicalId),
  );
  return [
    ...permissions
      .filter(({ properties: { Principal, SourceArn } }) => {
        const isApi = Principal === 'apigateway.amazonaws.com';
        return !isApi || !starts.some((start) => String(SourceArn).startsWith(start));
      })
      .map(({ logicalId }) => `works in a function that ${logicalId} lets others call than its API`),
    ...openings.map(({ logicalId, type }) => `works in a function that ${logicalId} (${type}) calls`),
    ...iam.roles
      .filter(({ principal }) => iam.allows(principal, 'lambda:InvokeFunction', fn.arn))
      .map(({ resource }) => `works in a function that ${resource.logicalId} may call`),
  ];
}

const OTHER_WAYS =
  /^AWS::(Lambda::(Url|EventSourceMapping)|ElasticLoadBalancingV2::|BedrockAgentCore|Bedrock::)/;

const namesAny = (value: unknown, logicalId: string): boolean =>
  JSON.stringify(value ?? {}).includes(`"${logicalId}"`);

function apisOf(fn: Resource, templates: Templates): Resource[] {
  const ids = integrationsOf(fn, templates).map(({ properties }) => properties.ApiId);
  return templates
    .ofType('AWS::ApiGatewayV2::Api')
    .filter(({ ref }) => ids.includes(ref))
    .slice();
}

function integrationsOf(fn: Resource, templates: Templates): Resource[] {
  return templates
    .ofType('AWS::ApiGatewayV2::Integration')
    .filter(({ properties }) => String(properties.IntegrationUri).includes(fn.arn));
}

/** Every route asks for an access token of the one pool, made for the one page. */
function ofRoutes(fn: Resource, templates: Templates): string[] {
  const integrations = integrationsOf(fn, templates).map(({ ref }) => `integrations/${ref}`);
  const apis = apisOf(fn, templates);
  const routes = templates
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(
      ({ properties }) =>
        apis.some(({ ref }) => ref === properties.ApiId) || integrations.includes(String(properties.Target)),
    );
  const pools = templates.ofType('AWS::Cognito::UserPool').map(({ logicalId }) => `${logicalId}.ProviderURL`);
  const clients = templates.ofType('AWS::Cognito::UserPoolClient').map(({ ref }) => ref);
  const trusted = templates.ofType('AWS::ApiGatewayV2::Authorizer').filter(({ properties }) => {
    const {
      AuthorizerType,
      IdentitySource,
      JwtConfiguration: jwt = {},
    } = properties as Properties & {
      JwtConfiguration?: { Issuer?: string; Audience?: string[] };
    };
    const isOfPool = pools.length === 1 && jwt.Issuer === pools[0];
    const isOfPage = jwt.Audience?.length === 1 && clients.length === 1 && jwt.Audience[0] === clients[0];
    return AuthorizerType === 'JWT' && isOfPool && isOfPage && String(IdentitySource) === HEADER;
  });
  return [
    ...(routes.length === 0 ? ['works in a function that no route leads to'] : []),
    ...routes
      .filter(({ properties: { AuthorizationType, AuthorizerId, AuthorizationScopes } }) => {
        const isTrusted = AuthorizationType === 'JWT' && trusted.some(({ ref }) => ref === AuthorizerId);
        return !isTrusted || String(AuthorizationScopes) !== 'openid';
      })
      .map(({ logicalId }) => `answers ${logicalId} without an access token of the console's user pool`),
  ];
}

const HEADER = '$request.header.Authorization';

/** Groups are filled by administrators alone, and people show a second factor. */
function ofPeople(templates: Templates): string[] {
  const pools = templates.ofType('AWS::Cognito::UserPool').flatMap(({ logicalId, properties }) => {
    const { AdminCreateUserConfig, MfaConfiguration, LambdaConfig } = properties as Properties & {
      AdminCreateUserConfig?: { AllowAdminCreateUserOnly?: boolean };
    };
    return [
      ...(AdminCreateUserConfig?.AllowAdminCreateUserOnly === true
        ? []
        : [`trusts ${logicalId}, where people let themselves in`]),
      ...(MfaConfiguration === 'ON' ? [] : [`trusts ${logicalId}, which asks for no second factor`]),
      ...(LambdaConfig === undefined
        ? []
        : [`trusts ${logicalId}, whose triggers can put anybody into a group`]),
    ];
  });
  const clients = templates.ofType('AWS::Cognito::UserPoolClient').flatMap(({ logicalId, properties }) => {
    const { AllowedOAuthFlows, ExplicitAuthFlows, CallbackURLs } = properties as Properties & {
      CallbackURLs?: string[];
    };
    const isCode =
      String(AllowedOAuthFlows) === 'code' && String(ExplicitAuthFlows) === 'ALLOW_REFRESH_TOKEN_AUTH';
    return [
      ...(isCode ? [] : [`takes tokens of ${logicalId} that come by other ways than an authorization code`]),
      ...(CallbackURLs?.length === 1 && CallbackURLs[0]?.startsWith('https://') === true
        ? []
        : [`takes tokens of ${logicalId}, which sends codes elsewhere than to the page`]),
    ];
  });
  const others = templates
    .where(({ Type }) => OF_PEOPLE.test(Type))
    .map(
      ({ logicalId, type }) =>
        `trusts people by ${logicalId} (${type}), which puts them into groups or gives them credentials`,
    );
  return [...pools, ...clients, ...others];
}

const OF_PEOPLE = /^AWS::Cognito::(UserPoolUser|UserPoolUserToGroupAttachment|IdentityPool.*)$/;
