import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '../../core/ports';
import { secretFields } from '../../core/sources';

/** Secrets in Secrets Manager, read anew by every pass: what somebody has rotated holds from the next one on. */
export class SecretsManagerSecrets implements Secrets {
  constructor(private readonly client: SecretsManagerClient) {}

  /** @param name the secret's ARN */
  async read(name: string): Promise<Readonly<Record<string, string>>> {
    const { SecretString: text } = await this.client.send(new GetSecretValueCommand({ SecretId: name }));
    return secretFields(text, { name, put: 'a JSON object of texts with put-secret-value' });
  }
}
