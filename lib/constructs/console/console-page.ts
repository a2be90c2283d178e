import { Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  HeadersReferrerPolicy,
  Function as EdgeFunction,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CONSOLE_PATH, policy } from '../../../core/console/document';
import type { ConsoleSettings } from '../../config/console';
import { acknowledge } from '../../nag';
import type { Lake } from '../lake';
import { removalPolicy } from '../zones';
import { documentFunction } from './document-function';
import type { People } from './people';
import { PageFiles } from './page-files';

export interface ConsolePageProps extends Lake {
  readonly settings: ConsoleSettings;
  readonly people: People;
  /** Host of the API that the page asks. */
  readonly apiHost: string;
}

/**
 * The page at its domain: script and style from a private bucket that CloudFront alone reads, the document from a function
 * that makes its nonce, and the API below the same origin, so that the page may ask nobody else but the sign-in pages.
 */
export class ConsolePage extends Construct {
  /** Where the domain has to lead. */
  readonly target: string;

  constructor(scope: Construct, id: string, props: ConsolePageProps) {
    super(scope, id);
    const { settings, people, apiHost } = props;
    const bucket = this.bucketOf(props);
    const headers = this.headers();
    const document = new EdgeFunction(this, 'Document', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        documentFunction({ origin: people.origin, clientId: people.client.userPoolClientId }),
      ),
      comment: 'Makes the document of the console with a nonce of its own',
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Headwater ${props.environment.name}: the console`,
      domainNames: [settings.domain],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(settings.webAclArn !== undefined && { webAclId: settings.webAclArn }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        functionAssociations: [{ function: document, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        [`${CONSOLE_PATH}/api/*`]: {
          origin: new HttpOrigin(apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: headers,
        },
      },
    });
    this.target = distribution.distributionDomainName;
    new PageFiles(this, 'Files', { ...props, bucket });
    this.acknowledgements(distribution, settings);
  }

  private bucketOf({ environment, zones }: ConsolePageProps): IBucket {
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: removalPolicy(environment),
      serverAccessLogsBucket: zones.accessLogs.bucket,
      serverAccessLogsPrefix: 'console/',
      lifecycleRules: [
        {
          id: 'tidy',
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(environment.retention.previousVersionDays),
        },
      ],
    });
    acknowledge(
      bucket,
      'S3DefaultEncryptionKMS',
      'It holds the script and the style of the page, which whoever opens the console is sent anyway.',
    );
    // The typings of Bucket predate exactOptionalPropertyTypes.
    return bucket as IBucket;
  }

  /** The document brings a policy of its own, with its nonce. */
  private headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'What answers of the console allow a browser',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy('none'), override: false },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: ['cross-origin-opener-policy', 'cross-origin-resource-policy'].map((header) => ({
          header,
          value: 'same-origin',
          override: true,
        })),
      },
    });
  }

  private acknowledgements(distribution: Distribution, { webAclArn }: ConsoleSettings): void {
    acknowledge(
      distribution,
      'CFR1',
      'Where people may be is said by who they are: they sign in with a second factor.',
    );
    acknowledge(
      distribution,
      'CFR3',
      'The page is the same for everybody and holds no data; the log of the API has every question with who asked it.',
    );
    if (webAclArn === undefined)
      acknowledge(
        distribution,
        'CFR2',
        'The page is three files, and the API answers nobody without a token of the pool and within its throttle; settings name a web ACL where one is wanted.',
      );
  }
}
