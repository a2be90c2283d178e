import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { UsageError } from '../../../commands/errors';

/** What a URL says of a directory on an SFTP server. */
export interface SftpUrl {
  readonly username: string;
  /** Lower-case; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port?: number;
  /** `.`, where the login lands, when the URL names none. */
  readonly directory: string;
}

const EXPECTED =
  'Expected sftp://user@host[:port]/directory; a password goes into an environment variable (--password-env)';

/**
 * Reads `sftp://user@host[:port]/directory`. What a message repeats is never the URL, which may hold a password.
 *
 * @throws UsageError when it is another, or holds what has no place in it
 */
export function parseSftpUrl(text: string): SftpUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'sftp:' || url.hostname === '') throw new UsageError(EXPECTED);
  if (url.password !== '') {
    throw new UsageError(
      'The URL holds a password, which others see in the list of processes. Take it out, put it into an environment ' +
        'variable and give its name with --password-env; then change it, since it may be in the history of the shell',
    );
  }
  if (url.username === '') throw new UsageError(EXPECTED);
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError('The URL’s directory ends at a ? or #: write ? as %3F and # as %23');
  }
  return {
    username: decoded(url.username, 'user'),
    host: hostOf(url),
    ...(url.port !== '' && { port: Number(url.port) }),
    directory: decoded(url.pathname, 'directory') || '.',
  };
}

function hostOf({ hostname }: URL): string {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIPv6(address)) return address;
  const name = domainToASCII(decoded(hostname, 'host'));
  if (name === '') throw new UsageError('The URL’s host is no name that a host can have');
  return name;
}

function decoded(text: string, part: 'user' | 'host' | 'directory'): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(
      `The ${part} in the URL has a % that isn’t followed by two hex digits of UTF-8: write % as %25`,
    );
  }
}
