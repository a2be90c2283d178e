import type { BaseOptions } from '@platformatic/kafka';
import { SettingsError } from '../../../core/errors';
import type { KafkaSettings } from '../../../lambdas/kafka/settings';

type Fields = Readonly<Record<string, string>>;

/**
 * How the brokers are spoken to.
 *
 * @throws SettingsError when the secret lacks what the settings ask of it
 */
export function clientOptions(
  { brokers = [], tls, mechanism, secret: name }: KafkaSettings,
  secret: Fields | undefined,
): BaseOptions {
  const field = (field: string): string => {
    const value = secret?.[field];
    if (value === undefined)
      throw new SettingsError(
        `The secret "${name ?? ''}" has no "${field}": the mechanism ${mechanism} needs it`,
      );
    return value;
  };
  const { ca, certificate, privateKey } = secret ?? {};
  return {
    clientId: 'headwater',
    bootstrapBrokers: [...brokers],
    retries: 2,
    retryDelay: 500,
    timeout: 10_000,
    connectTimeout: 5_000,
    // A topic that grows partitions is seen by then.
    metadataMaxAge: 10_000,
    autocreateTopics: false,
    ...(mechanism && { sasl: { mechanism, username: field('username'), password: field('password') } }),
    ...(tls && {
      tls: {
        ...(ca && { ca }),
        ...(certificate && { cert: certificate }),
        ...(privateKey && { key: privateKey }),
      },
    }),
  };
}
