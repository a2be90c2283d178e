import { TransientError } from '../../core/errors';

/** The registry can't give a schema now. */
export class RegistryUnavailableError extends TransientError {
  override readonly name = 'RegistryUnavailableError';

  constructor(status: number) {
    super(`The schema registry answers with HTTP ${status}; the next pass tries again`);
  }
}
