import { TerminalError } from '../../../core/errors';

/** What is wrong with a request's signature. Every service has words of its own for each. */
export type SignatureFault =
  'missing' | 'malformed' | 'unknown key' | 'foreign token' | 'expired' | 'mismatch' | 'wrong service';

export class SignatureRefusal extends TerminalError {
  override readonly name = 'SignatureRefusal';

  constructor(
    readonly fault: SignatureFault,
    message: string,
  ) {
    super(message);
  }
}
