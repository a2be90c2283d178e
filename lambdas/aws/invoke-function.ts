import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { TerminalError } from '../../core/errors';

/** The function answered with an error, or with nothing. */
export class InvocationError extends TerminalError {
  override readonly name = 'InvocationError';
}

/** What Lambda answers for a function that threw. */
interface Thrown {
  readonly errorType?: string;
  readonly errorMessage?: string;
}

/**
 * Calls a function and waits for its answer.
 *
 * @returns the answer, parsed
 * @throws InvocationError with what the function threw
 */
export async function invokeFunction(
  client: LambdaClient,
  functionName: string,
  event: object,
): Promise<unknown> {
  const { FunctionError: failed, Payload: payload } = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
  );
  const text = payload?.transformToString() ?? '';
  if (failed === undefined && text !== '') return JSON.parse(text);
  const { errorType = 'no answer', errorMessage = '' } = (text === '' ? {} : JSON.parse(text)) as Thrown;
  throw new InvocationError(
    `Function ${functionName} failed: ${errorType} ${errorMessage}`.trimEnd() + '; its log tells more',
  );
}
