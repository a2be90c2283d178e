import { HeadwaterError, nameOf } from '../../../core/errors';
import type { MqttSettings } from '../../../lambdas/mqtt/settings';

/** What the client's errors mean to whoever runs the lake. */
const MEANINGS: readonly (readonly [RegExp, (settings: MqttSettings) => string])[] = [
  [/^(4|5|134|135)$/, ({ secret = 'none' }) => `The broker refuses the login; check the secret "${secret}"`],
  [/^(1|132)$/, ({ version }) => `The broker doesn't speak MQTT ${version}; set another "version"`],
  [/^(2|133)$/, () => 'The broker refuses the client id; set another "clientId"'],
  [
    /SubscriptionRefusedError/,
    ({ subscriptions }) =>
      `The login may not read a topic; expected it to read ${subscriptions.map(({ topic }) => topic).join(', ')}`,
  ],
  [
    /ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO/,
    () => 'TLS with the broker fails: check the "ca" of the secret',
  ],
  [
    /BrokerGoneError|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|connack timeout/,
    ({ broker }) => `No broker answers at ${hostOf(broker)}; it is called again`,
  ],
];

/** What went wrong with the broker, in words. */
export function brokerProblem(error: unknown, settings: MqttSettings): string {
  if (error instanceof HeadwaterError) return error.message;
  const {
    code,
    errors = [],
    message,
  } = error as { code?: unknown; errors?: readonly unknown[]; message?: string };
  const first = errors[0] as { code?: unknown } | undefined;
  const said = [code, first?.code, nameOf(error), message].filter((each) => each !== undefined).map(String);
  const [, meaning] = MEANINGS.find(([known]) => said.some((each) => known.test(each))) ?? [];
  return meaning?.(settings) ?? `Reading the broker failed (${nameOf(error)}); it is called again`;
}

/** Without what somebody may have written in front of the host. */
function hostOf(broker = ''): string {
  return URL.canParse(broker) ? new URL(broker).host : broker;
}
