import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { replaceDurably } from '../../store/durable-file';
import type { PersonaKey } from './persona-key';

/** Region that clients are told: they want one, and in some of the others they sign addresses in the old way. The door takes every one. */
const REGION = 'eu-central-1';
const OWNER_ONLY = 0o600;

export interface ProfileFiles {
  readonly config: string;
  readonly credentials: string;
}

export function profileFiles(directory: string): ProfileFiles {
  return { config: join(directory, 'config'), credentials: join(directory, 'credentials') };
}

/** A persona's key and the door that it opens. */
interface Profile extends PersonaKey {
  /** Undefined before the lake has been served. */
  readonly url: string | undefined;
}

/** The profiles there are; none when there are no files yet. */
export async function readProfiles(directory: string): Promise<readonly Profile[]> {
  const { config, credentials } = profileFiles(directory);
  const { credentialsFile, configFile } = await loadSharedConfigFiles({
    filepath: credentials,
    configFilepath: config,
    ignoreCache: true,
  });
  return Object.entries(credentialsFile).flatMap(([persona, found]) => {
    const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = found;
    const url = configFile[persona]?.endpoint_url;
    return accessKeyId && secretAccessKey ? [{ persona, accessKeyId, secretAccessKey, url }] : [];
  });
}

/** The keys in the file of credentials; none when it isn't there. */
export async function readKeys(directory: string): Promise<readonly PersonaKey[]> {
  const profiles = await readProfiles(directory);
  return profiles.map(({ persona, accessKeyId, secretAccessKey }) => ({
    persona,
    accessKeyId,
    secretAccessKey,
  }));
}

export async function writeKeys(directory: string, keys: readonly PersonaKey[]): Promise<void> {
  const sections = keys.map(({ persona, accessKeyId, secretAccessKey }) =>
    [
      `[${persona}]`,
      `aws_access_key_id = ${accessKeyId}`,
      `aws_secret_access_key = ${secretAccessKey}`,
      '',
    ].join('\n'),
  );
  await writePrivate(directory, profileFiles(directory).credentials, sections);
}

/** A profile per persona that sends its requests to the door. @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export async function writeConfig(
  directory: string,
  personas: readonly string[],
  url: string,
): Promise<void> {
  const sections = personas.map((persona) =>
    [`[profile ${persona}]`, `region = ${REGION}`, `endpoint_url = ${url}`, ''].join('\n'),
  );
  await writePrivate(directory, profileFiles(directory).config, sections);
}

async function writePrivate(directory: string, path: string, sections: readonly string[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await replaceDurably(path, sections.join('\n'), directory, OWNER_ONLY);
}
