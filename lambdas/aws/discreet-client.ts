import { reword } from '../discreet';

/** What of an error decides on retries and finds the call in CloudTrail. */
const KEPT = ['code', '$fault', '$metadata', '$retryable'];

type Call = (args: unknown) => Promise<unknown>;

interface CallContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

interface MiddlewareStack {
  add(
    middleware: (next: Call, context: CallContext) => Call,
    options: { readonly name: string; readonly step: 'build'; readonly priority: 'low' },
  ): void;
}

interface ServiceError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/**
 * Lets a client's errors tell the call, their class, the status and the request's id, and nothing of what the
 * service said: services repeat what they were sent (`1 validation error detected: Value '...' at ...`), and
 * traces, logs and Lambda repeat the service.
 *
 * The step is outside the retries, which need the whole error, and inside the tracer, which must not have it.
 *
 * @param told what of an error is meant for whoever asks, and is no log's: it is thrown in the error's place. @default nothing
 * @returns the client given
 * @see https://aws.amazon.com/blogs/developer/middleware-stack-modular-aws-sdk-js/
 */
export function discreetClient<C extends { readonly middlewareStack: object }>(
  client: C,
  told: (error: unknown) => Error | undefined = () => undefined,
): C {
  const stack = client.middlewareStack as MiddlewareStack;
  stack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const meant = told(error);
        if (meant) throw meant;
        if (error instanceof Error) reword(error, whatFailed(error, context), KEPT);
        throw error;
      }
    },
    { name: 'discreetErrors', step: 'build', priority: 'low' },
  );
  return client;
}

function whatFailed(
  { code, $metadata = {} }: ServiceError,
  { clientName, commandName }: CallContext,
): string {
  const { httpStatusCode: status, requestId } = $metadata;
  const details = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(typeof code === 'string' ? [code] : []),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ];
  const call = `${clientName?.replace(/Client$/, '')} ${commandName?.replace(/Command$/, '')}`;
  return `${call} failed${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}
