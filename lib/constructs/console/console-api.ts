import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { CONSOLE_PATH } from '../../../core/console/document';
import { consoleRoleName, personaRoleName, type PersonaConfig } from '../../../core/governance';
import { CONSOLE_ENV } from '../../../lambdas/console/names';
import { ConfigurationError } from '../../config';
import type { ConsoleSettings } from '../../config/console';
import { accessLog } from '../access-log';
import { functionAlarms, type AlarmSpec } from '../alarm-spec';
import { allow } from '../allow';
import type { Lake } from '../lake';
import { LakeFunction } from '../lake-function';
import { copyCharts } from './copy-charts';
import type { People } from './people';

export interface ConsoleApiProps extends Lake {
  readonly settings: ConsoleSettings;
  readonly people: People;
}

/** Lambda takes 4 KB of variables. Bytes. */
const MAX_PERSONAS_BYTES = 3_500;

/**
 * `POST /console/api/{operation}` for people who are signed in. Its function has no permission on data: it takes on the
 * role of a persona for a person of the persona's group, and asks Athena and Glue as that.
 */
export class ConsoleApi extends Construct {
  /** Host of the API. */
  readonly host: string;
  private readonly handler: LakeFunction;
  private readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: ConsoleApiProps) {
    super(scope, id);
    const { environment, keys, people, settings } = props;
    this.handler = this.functionOf(props);
    const api = new HttpApi(this, 'Api', {
      apiName: `headwater-${environment.name}-console`,
      description: 'Asks the lake as a persona',
      createDefaultStage: false,
    });
    api.addRoutes({
      path: `${CONSOLE_PATH}/api/{operation}`,
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Console', this.handler),
      authorizer: new HttpJwtAuthorizer('People', people.pool.userPoolProviderUrl, {
        jwtAudience: [people.client.userPoolClientId],
      }),
      // Of access tokens of the sign-in pages; identity tokens have no scope, tokens of other ways another.
      authorizationScopes: ['openid'],
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: settings.throttle.rate, burstLimit: settings.throttle.burst },
      accessLogSettings: accessLog(this, environment, keys.operations),
    });
    this.host = `${api.apiId}.execute-api.${Stack.of(this).region}.${Aws.URL_SUFFIX}`;
  }

  alarms(): AlarmSpec[] {
    return [
      ...functionAlarms('console', this.handler),
      {
        id: 'console-server-errors',
        summary: 'The API of the console answers with 5xx.',
        metric: this.stage.metricServerError({ statistic: 'Sum' }),
      },
    ];
  }

  private functionOf({ environment, keys }: ConsoleApiProps): LakeFunction {
    const { personas } = environment.governance;
    const name = `headwater-${environment.name}`;
    const roleOf = (role: string): string =>
      Stack.of(this).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: role });
    const handler = new LakeFunction(this, 'Function', {
      environment,
      entry: 'lambdas/console/handler.ts',
      description: 'Answers the console as the persona of whoever is signed in',
      roleName: consoleRoleName(name),
      encryptionKey: keys.operations,
      // API Gateway waits 30 s.
      timeout: Duration.seconds(29),
      memory: 1024,
      variables: {
        [CONSOLE_ENV.personas]: personasJson(personas, environment.name),
        [CONSOLE_ENV.rolePrefix]: roleOf(name),
        [CONSOLE_ENV.workGroupPrefix]: name,
      },
      commandHooks: copyCharts(),
      whyNoQueue: 'The page waits for the answer and is told of a failure.',
    });
    allow(handler, {
      actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      resources: personas.map((persona) => roleOf(personaRoleName(name, persona.name))),
    });
    return handler;
  }
}

/** What the function has to know of personas: not whom their roles trust. @throws ConfigurationError */
function personasJson(personas: readonly PersonaConfig[], environment: string): string {
  const json = JSON.stringify(
    personas.map(({ name, description, clearance, zones, rowFilterExemptions }) => ({
      ...{ name, description, clearance, zones, rowFilterExemptions },
    })),
  );
  const bytes = Buffer.byteLength(json);
  if (bytes <= MAX_PERSONAS_BYTES) return json;
  throw new ConfigurationError(
    `Environment "${environment}": its personas are ${bytes} bytes as JSON; with a console ${MAX_PERSONAS_BYTES} at most: shorten their descriptions.`,
  );
}
