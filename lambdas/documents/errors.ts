import { TerminalError, TransientError } from '../../core/errors';

/** The server shows another host key than the pinned one: either it was replaced, or this isn't the server. */
export class HostKeyChangedError extends TerminalError {
  override readonly name = 'HostKeyChangedError';

  constructor(
    readonly server: string,
    readonly pinned: readonly string[],
    readonly offered: readonly string[],
  ) {
    super(
      `${server} offers the host keys ${offered.join(', ')}, pinned is ${pinned.join(' or ')}: connection refused. ` +
        'Ask the partner whether the key was replaced, and pin the new one only when they confirm it',
    );
  }
}

export class SftpLoginError extends TerminalError {
  override readonly name = 'SftpLoginError';

  constructor(server: string, username: string, options?: ErrorOptions) {
    super(
      `${server} refuses the login of ${username}: check the user name, and the key or password. A server that asks for a ` +
        'code besides the password can’t be logged in on by a program',
      options,
    );
  }
}

/** What is wrong with a private key, before any server has seen it. */
export type KeyProblem =
  'empty' | 'public' | 'certificate' | 'encrypted' | 'passphrase' | 'putty' | 'unreadable';

const CURE: Readonly<Record<KeyProblem, string>> = {
  empty: 'it is empty; give the private key',
  public: 'it is the public key, which belongs on the server; give the private one',
  certificate: 'it is a certificate; give the private key it was made for',
  encrypted: 'it is encrypted; give its passphrase (--passphrase-env NAME, or passphrase in the secret)',
  passphrase: 'its passphrase is another one',
  putty:
    'it is in a format of PuTTY that cannot be read; convert it: puttygen KEY.ppk -O private-openssh -o KEY',
  unreadable: 'it is neither an OpenSSH nor a PEM private key',
};

export class SftpKeyError extends TerminalError {
  override readonly name = 'SftpKeyError';

  constructor(
    server: string,
    readonly problem: KeyProblem,
  ) {
    super(`the private key for ${server} cannot be used: ${CURE[problem]}`);
  }
}

/** Client and server have no way to talk that both hold safe. */
export class SftpIncompatibleError extends TerminalError {
  override readonly name = 'SftpIncompatibleError';

  constructor(server: string, what: string, options?: ErrorOptions) {
    super(
      `${server} and this client have no ${what} in common. Ask the partner to enable a current one ` +
        '(OpenSSH 7 or later has all of them)',
      options,
    );
  }
}

export class SftpUnreachableError extends TransientError {
  override readonly name = 'SftpUnreachableError';

  constructor(server: string, reason: string, options?: ErrorOptions) {
    super(`${server} cannot be reached: ${reason}`, options);
  }
}

export class ConnectionLostError extends TransientError {
  override readonly name = 'ConnectionLostError';

  constructor(server: string) {
    super(`${server} closed the connection`);
  }
}

export class PullOverlapError extends TransientError {
  override readonly name = 'PullOverlapError';

  constructor(server: string) {
    super(`another pull of ${server} is under way: one at a time`);
  }
}

/** Why a file or directory on the server could not be used. Never holds the server's own words or a path. */
export type RemoteFailure =
  | 'gone'
  | 'permission denied'
  | 'server error'
  | 'changed while it was read'
  | 'name is not valid UTF-8'
  | 'connection lost'
  | 'could not be stored'
  | 'not in bronze'
  | 'a link'
  | 'not a name'
  | 'too deep'
  | 'endless listing'
  | 'kind not told'
  | 'size or time not told';

export class RemoteFileError extends TerminalError {
  override readonly name = 'RemoteFileError';

  constructor(
    readonly failure: RemoteFailure,
    options?: ErrorOptions,
  ) {
    super(`a file on the SFTP server could not be used: ${failure}`, options);
  }
}

/** Sources of a pass failed altogether. */
export class SourcesFailedError extends TransientError {
  override readonly name = 'SourcesFailedError';

  /** @param failed - each source's name and the class of its error */
  constructor(failed: readonly string[], sources: number) {
    super(`${failed.length} of ${sources} sources could not be pulled: ${failed.join('; ')}`);
  }
}

export class DocumentTransitionError extends TerminalError {
  override readonly name = 'DocumentTransitionError';

  constructor(documentId: string, from: string, to: string, allowed: readonly string[]) {
    super(
      `document ${documentId} cannot go from ${from} to ${to}; from ${from} it can go to ${allowed.join(', ') || 'nowhere'}`,
    );
  }
}

/** The object is there before the ledger knows of it, or a job is done before the ledger knows it was started. */
export class DocumentNotReadyError extends TransientError {
  override readonly name = 'DocumentNotReadyError';

  constructor(documentId: string, expected: string) {
    super(`document ${documentId} is not in the ledger as ${expected} yet`);
  }
}

export class ReadingCapacityError extends TransientError {
  override readonly name = 'ReadingCapacityError';

  constructor(readonly limit: number) {
    super(`${limit} documents are being read, which is the limit: this one waits`);
  }
}
