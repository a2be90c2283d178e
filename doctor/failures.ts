import { AccountError } from './errors';

const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError']);
/** Names under which services say that the credentials are of no use. */
const REFUSED_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'UnrecognizedClientException',
  'MissingAuthenticationTokenException',
]);
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'DependencyAccessDeniedException',
  'UnauthorizedOperation',
]);
const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
]);
const UNREACHABLE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

const SIGN_IN = 'Sign in (aws sso login, or set AWS_PROFILE), and check it with: aws sts get-caller-identity';

/** Why something could not be read, and what to do about it. */
export interface Failure {
  readonly reason: string;
  readonly remedy: string;
}

/**
 * What stands in the way of one reading, the others being possible.
 *
 * @param action IAM action that the reading needs
 * @throws AccountError when no reading is possible
 * @throws the error itself when no service and no network has caused it
 */
export function failureOf(error: unknown, action: string, region: string): Failure {
  const { name, message, code } = named(error);
  if (NO_CREDENTIALS.has(name)) {
    throw new AccountError(`There are no AWS credentials here. ${SIGN_IN}`, { cause: error });
  }
  if (REFUSED_CREDENTIALS.has(name)) {
    throw new AccountError(`AWS refuses the credentials (${name}). ${SIGN_IN}`, { cause: error });
  }
  if (message.startsWith('Region is missing') || message.includes('region=""')) {
    throw new AccountError('No region is known. Name it with --region, or set AWS_REGION', { cause: error });
  }
  if (message.startsWith('Region not accepted') || name === 'TimeoutError' || UNREACHABLE.has(code)) {
    throw new AccountError(
      `AWS cannot be reached in region "${region}" (${code || name}). Check --region and the way to the network, and try again`,
      { cause: error },
    );
  }
  if (DENIED.has(name)) {
    return {
      reason: `Access denied to ${action}`,
      remedy:
        'Allow what docs/governance.md lists under “Examining an account”, and make the role a read-only administrator.',
    };
  }
  if (THROTTLED.has(name)) {
    return { reason: `AWS was too busy to answer ${action}`, remedy: 'Run it again in a minute.' };
  }
  if (!isOfService(error)) throw error;
  return {
    reason: `${action} failed: ${name}`,
    remedy: 'Run it again; if it stays, look the error up in the service’s API reference.',
  };
}

function named(error: unknown): { name: string; message: string; code: string } {
  if (!(error instanceof Error)) return { name: 'UnknownError', message: '', code: '' };
  const { code } = error as { code?: unknown };
  return { name: error.name, message: error.message, code: typeof code === 'string' ? code : '' };
}

/** Errors that a service has answered with carry what the SDK knows of the call. */
function isOfService(error: unknown): boolean {
  return error instanceof Error && '$fault' in error;
}
