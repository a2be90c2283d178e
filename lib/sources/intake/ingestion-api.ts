import { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../../config';
import type { IntakeSettings } from '../../../lambdas/intake/settings';
import { accessLog } from '../../constructs/access-log';
import type { AlarmSpec } from '../../constructs/alarm-spec';

export interface IngestionApiProps {
  readonly environment: Environment;
  readonly settings: Pick<IntakeSettings, 'authorizer' | 'throttle'>;
  /** Encrypts the access log. */
  readonly encryptionKey: IKey;
  readonly handler: IFunction;
}

/** `POST /{dataset}` and `DELETE /{dataset}/{id}`, for callers that the authorizer lets in. */
export class IngestionApi extends Construct {
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: IngestionApiProps) {
    super(scope, id);
    const { environment, settings } = props;
    const api = new HttpApi(this, 'Api', {
      apiName: `headwater-${environment.name}`,
      description: 'Takes records into the lake',
      createDefaultStage: false,
    });
    const integration = new HttpLambdaIntegration('Intake', props.handler);
    const authorizer = authorizerOf(settings);
    // Other methods reach the function too, which tells what is taken.
    for (const path of ['/{dataset}', '/{dataset}/{id}'])
      api.addRoutes({ path, methods: [HttpMethod.ANY], integration, authorizer });
    const { rate, burst } = settings.throttle;
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: rate, burstLimit: burst },
      accessLogSettings: accessLog(this, environment, props.encryptionKey),
    });
  }

  get url(): string {
    return `https://${this.stage.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }

  alarms(): AlarmSpec[] {
    return [
      {
        id: 'api-server-errors',
        summary: 'The API answers with 5xx.',
        metric: this.stage.metricServerError({ statistic: 'Sum' }),
      },
    ];
  }
}

function authorizerOf({ authorizer }: Pick<IntakeSettings, 'authorizer'>): IHttpRouteAuthorizer {
  if (authorizer.kind === 'iam') return new HttpIamAuthorizer();
  return new HttpJwtAuthorizer('Jwt', authorizer.issuer, { jwtAudience: authorizer.audience });
}
