import { TerminalError } from '../../core/errors';

/** A host is where its source may not go. Nothing was sent there. */
export class ForbiddenAddressError extends TerminalError {
  override readonly name = 'ForbiddenAddressError';

  constructor(host: string) {
    super(
      `${host} is at an address that this source may not reach, and wasn't asked. A source reaches public addresses; those ` +
        'of a private network when its URL is such an address or its `network` says so; this machine when its URL names it',
    );
  }
}
