import { HeadwaterError, nameOf } from '../../../core/errors';
import type { KafkaSettings } from '../../../lambdas/kafka/settings';

const UNKNOWN = /UNKNOWN_TOPIC/;

/** What the client's errors mean to whoever runs the lake; the first that is found anywhere in an error counts. */
const MEANINGS: readonly (readonly [RegExp, (settings: KafkaSettings) => string])[] = [
  [
    /PLT_KFK_AUTHENTICATION|SASL_AUTHENTICATION_FAILED/,
    ({ mechanism = 'none', secret }) =>
      `The brokers refuse the login (mechanism ${mechanism}); check the secret "${secret ?? ''}"`,
  ],
  [
    /UNSUPPORTED_SASL_MECHANISM/,
    ({ mechanism = 'none' }) => `The brokers don't know the mechanism ${mechanism}; set another`,
  ],
  [
    /PLT_KFK_UNSUPPORTED_COMPRESSION/,
    () =>
      'A topic has messages compressed by zstd, which this Node.js can’t read: run the lake with Node.js 22.15 or later',
  ],
  [
    UNKNOWN,
    ({ topics }) =>
      `A topic isn't there; expected ${topics.map(({ topic }) => topic).join(', ')}. The next pass looks again`,
  ],
  [
    /(TOPIC|GROUP|CLUSTER)_AUTHORIZATION_FAILED/,
    () =>
      'The login may not read the topics or join the group: it needs READ on both, DESCRIBE on the topics',
  ],
  [
    /ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO/,
    () => 'TLS with the brokers fails: check "tls" and the "ca" of the secret',
  ],
  [
    /PLT_KFK_NETWORK|PLT_KFK_TIMEOUT|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH/,
    ({ brokers = [] }) => `No broker answers at ${brokers.join(', ')}; the next pass tries again`,
  ],
];

/** Whether a topic that was asked for isn't there. */
export const isUnknownTopic = (error: unknown): boolean => codesOf(error).some((code) => UNKNOWN.test(code));

/** What is said of topics that aren't there, while others are. */
export const absentTopics = (topics: readonly string[]): string =>
  `Not there: ${topics.join(', ')}; expected a topic of each name. The others are read, and the next pass looks again`;

/** What went wrong with the brokers, in words. */
export function brokersProblem(error: unknown, settings: KafkaSettings): string {
  if (error instanceof HeadwaterError) return error.message;
  const codes = codesOf(error).join(' ');
  const [, meaning] = MEANINGS.find(([code]) => code.test(codes)) ?? [];
  return (
    meaning?.(settings) ?? `Reading the topics failed (${codes || nameOf(error)}); the next pass tries again`
  );
}

/** Codes of an error, of what caused it and of those that it gathers. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > MOST_DEEP) return [];
  const { code, apiId, cause, errors } = error as Error & {
    readonly code?: unknown;
    readonly apiId?: unknown;
    readonly errors?: readonly unknown[];
  };
  const own = [code, apiId].filter((each) => typeof each === 'string');
  // The client has no code of its own for it.
  if (error.message.startsWith('Unknown topic')) own.unshift('UNKNOWN_TOPIC');
  return [
    ...own,
    ...codesOf(cause, depth + 1),
    ...(errors ?? []).flatMap((each) => codesOf(each, depth + 1)),
  ];
}

const MOST_DEEP = 6;
