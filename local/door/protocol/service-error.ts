import { TerminalError } from '../../../core/errors';

/** An error as a service of AWS tells it to a client. Holds names and syntax, never a value of the data. */
export class ServiceError extends TerminalError {
  override readonly name = 'ServiceError';

  /**
   * @param code the error's class in the service's model, such as `InvalidRequestException`
   * @param more other members of the error
   */
  constructor(
    readonly code: string,
    message: string,
    readonly more: Readonly<Record<string, unknown>> = {},
    readonly status = 400,
  ) {
    super(message);
  }
}

export const accessDenied = (action: string): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    `You are not authorized to perform: ${action} on the resource. After your AWS administrator or you have updated your permissions, please try again.`,
  );
