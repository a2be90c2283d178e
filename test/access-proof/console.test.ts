import { datasets } from '../../datasets';
import {
  AccessEvaluator,
  accessPlan,
  EXAMPLE_ENVIRONMENT,
  Simulator,
  type Evaluation,
  type TemplateJson,
} from '../../access-proof';
import { checkConsole } from '../../access-proof/checks/console';
import { checkDirectReads } from '../../access-proof/checks/direct-reads';
import { checkTrust } from '../../access-proof/checks/trust';
import { governedTables } from '../../core/governance';
import { everything } from '../../lib/config';
import { synthEverything } from '../support/synth';
import { changed } from '../governance/support/change';

const { personas } = everything().governance;
const tables = governedTables(datasets);
const [simulator, plan] = [new Simulator(), accessPlan([])];
let templates: readonly TemplateJson[];

beforeAll(async () => {
  const lake = await synthEverything();
  // Lake Formation is judged by the other tests; what isn't asked here needn't be evaluated.
  templates = Object.values(lake.templates).map((template) => template.toJSON() as TemplateJson);
});

function findings(found: readonly TemplateJson[]): string[] {
  const evaluation: Evaluation = new AccessEvaluator(found, EXAMPLE_ENVIRONMENT, simulator).evaluate(plan);
  const proof = { evaluation, tables, personas };
  return [checkTrust, checkConsole].flatMap((check) => check(proof)).map(({ message }) => message);
}

type Properties = Readonly<Record<string, unknown>>;
type Change = (found: readonly TemplateJson[]) => readonly TemplateJson[];

const at =
  (type: string, name: RegExp, change: (properties: Properties) => Properties): Change =>
  (found) =>
    changed(found, type, (properties, id) => (name.test(id) ? change(properties) : properties));

/** Adds a resource to the template that has the console's user pool. */
const another =
  (type: string, properties: Properties): Change =>
  (found) =>
    found.map((template) =>
      Object.values(template.Resources ?? {}).some(({ Type }) => Type === 'AWS::Cognito::UserPool')
        ? { ...template, Resources: { ...template.Resources, Extra: { Type: type, Properties: properties } } }
        : template,
    );

const without = (properties: Properties, name: string): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([each]) => each !== name));

const trusting = (change: (statement: Properties) => Properties): Change =>
  at('AWS::IAM::Role', /^Personaanalyst/, (properties) => {
    const document = properties.AssumeRolePolicyDocument as { Statement: Properties[] };
    const Statement = document.Statement.map((each) =>
      JSON.stringify(each).includes('SourceIdentity') ? change(each) : each,
    );
    return { ...properties, AssumeRolePolicyDocument: { ...document, Statement } };
  });

it('of all that an environment may ask for, only the bucket of the page, which holds no record, can be read by whom IAM lets', () => {
  const evaluation: Evaluation = new AccessEvaluator(templates, EXAMPLE_ENVIRONMENT, simulator).evaluate(
    plan,
  );
  const open = checkDirectReads({ evaluation, tables, personas }).map(({ subject }) => subject);
  expect(new Set(open)).toEqual(new Set([expect.stringMatching(/^arn:aws:s3:::pagebucket/)]));
});

it('a lake with a console lets nobody in but people of the groups', () => {
  expect(findings(templates)).toEqual([]);
});

it.each<readonly [string, Change, RegExp]>([
  [
    'a persona that any session of the account may take on',
    trusting((each) => without(each, 'Condition')),
    /analyst can be taken on without the condition/,
  ],
  [
    'a persona that another role may take on like the console',
    trusting((each) => ({
      ...each,
      Condition: {
        ...(each.Condition as object),
        ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/headwater-prod-console-2' },
      },
    })),
    /analyst can be taken on without the condition/,
  ],
  [
    'a persona that the console takes on without saying for whom',
    trusting((each) => ({
      ...each,
      Condition: { ArnEquals: (each.Condition as { ArnEquals: object }).ArnEquals },
    })),
    /analyst can be taken on without the condition/,
  ],
  [
    'a route without an authorizer',
    at('AWS::ApiGatewayV2::Route', /^Api/, (properties) => ({ ...properties, AuthorizationType: 'NONE' })),
    /answers Api\w+ without an access token/,
  ],
  [
    'a route that takes identity tokens',
    at('AWS::ApiGatewayV2::Route', /^Api/, (properties) => without(properties, 'AuthorizationScopes')),
    /answers Api\w+ without an access token/,
  ],
  [
    'an authorizer of another pool',
    at('AWS::ApiGatewayV2::Authorizer', /^Api/, (properties) => ({
      ...properties,
      JwtConfiguration: {
        ...(properties.JwtConfiguration as object),
        Issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_elsewhere',
      },
    })),
    /without an access token of the console's user pool/,
  ],
  [
    'an authorizer for another client',
    at('AWS::ApiGatewayV2::Authorizer', /^Api/, (properties) => ({
      ...properties,
      JwtConfiguration: { ...(properties.JwtConfiguration as object), Audience: ['another'] },
    })),
    /without an access token/,
  ],
  [
    'a function that another API may call',
    at('AWS::Lambda::Permission', /^Api/, (properties) => ({
      ...properties,
      SourceArn: 'arn:aws:execute-api:eu-central-1:111122223333:elsewhere/*',
    })),
    /a function that Api\w+ lets others call/,
  ],
  [
    'a function that has an address of its own',
    (found) => {
      const [id] = found.flatMap(({ Resources = {} }) =>
        Object.keys(Resources).filter((each) => /^ApiFunction[0-9A-F]{8}$/.test(each)),
      );
      return another('AWS::Lambda::Url', { TargetFunctionArn: { Ref: id }, AuthType: 'NONE' })(found);
    },
    /a function that Extra \(AWS::Lambda::Url\) calls/,
  ],
  [
    'people who let themselves in',
    at('AWS::Cognito::UserPool', /./, (properties) => ({
      ...properties,
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    })),
    /where people let themselves in/,
  ],
  [
    'people without a second factor',
    at('AWS::Cognito::UserPool', /./, (properties) => ({ ...properties, MfaConfiguration: 'OPTIONAL' })),
    /asks for no second factor/,
  ],
  [
    'a trigger that puts people into groups',
    at('AWS::Cognito::UserPool', /./, (properties) => ({
      ...properties,
      LambdaConfig: { PreTokenGeneration: 'arn:aws:lambda:eu-central-1:111122223333:function:x' },
    })),
    /triggers can put anybody into a group/,
  ],
  [
    'somebody who is in a group by deployment',
    another('AWS::Cognito::UserPoolUserToGroupAttachment', {
      GroupName: 'lake-admin',
      Username: 'x',
      UserPoolId: 'y',
    }),
    /trusts people by Extra/,
  ],
  [
    'a client that gives tokens to whoever has a password',
    at('AWS::Cognito::UserPoolClient', /./, (properties) => ({
      ...properties,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    })),
    /other ways than an authorization code/,
  ],
  [
    'codes that are sent elsewhere, too',
    at('AWS::Cognito::UserPoolClient', /./, (properties) => ({
      ...properties,
      CallbackURLs: [...(properties.CallbackURLs as string[]), 'http://localhost:3000/'],
    })),
    /sends codes elsewhere/,
  ],
  [
    'another function with the console’s role',
    another('AWS::Lambda::Function', { Role: 'arn:aws:iam::111122223333:role/headwater-prod-console' }),
    /is the role of 2 functions/,
  ],
  [
    'a role that reads data beside becoming a persona',
    at('AWS::IAM::Policy', /^ApiFunctionRole/, (properties) => ({
      ...properties,
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::zonesgold/*' }],
      },
    })),
    /may s3:GetObject/,
  ],
  [
    'a role that becomes any role',
    at('AWS::IAM::Policy', /^ApiFunctionRole/, (properties) => ({
      ...properties,
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] },
    })),
    /may sts:AssumeRole on \*/,
  ],
])('%s is found', (_name, change, expected) => {
  expect(findings(change(templates))).toContainEqual(expect.stringMatching(expected));
});
