import { Option, type Command } from 'commander';
import type { EnvironmentName } from '../../lib/config';
import type { ProfileFiles } from '../door/credentials/profiles';
import type { PersonaKey } from '../door/credentials/persona-key';
import { loadCredentials } from '../door/load';
import { personaNamed } from '../../core/governance';
import { personasOf } from '../personas';
import { withLake } from './context';
import { print, printJson, tell } from './output';

interface CredentialsOptions {
  readonly renew?: boolean;
  readonly personasOf: EnvironmentName;
}

export function addCredentials(program: Command): void {
  program
    .command('credentials')
    .summary('keys with which clients of AWS ask this lake')
    .description(
      'Show how clients of AWS ask the lake that `lake start` serves, as a persona. With --json and a persona: the key itself, as a `credential_process` gives it.',
    )
    .argument('[persona]', 'only this persona')
    .option('--renew', 'make new keys; the old ones are worth nothing at once')
    .addOption(
      new Option('--personas-of <environment>', 'whose personas')
        .choices(['dev', 'staging', 'prod'])
        .default('prod'),
    )
    .action(
      async (
        persona: string | undefined,
        { renew, personasOf: environment }: CredentialsOptions,
        command: Command,
      ) =>
        withLake(command, async ({ layout }, { json }) => {
          const personas = personasOf(environment);
          const names =
            persona === undefined ? personas.map(({ name }) => name) : [personaNamed(personas, persona).name];
          const { KeyRing, profileFiles } = loadCredentials();
          const ring = await KeyRing.open(
            layout.aws,
            personas.map(({ name }) => name),
          );
          if (renew) await ring.renew(names);
          const keys = (await ring.all()).filter((key) => names.includes(key.persona));
          if (json)
            return printJson(persona === undefined ? keys.map(withoutSecret) : keys.map(asProcess)[0]);
          const files = profileFiles(layout.aws);
          keys.forEach((key) => print(exports(key, files)));
          if (renew) tell('Keys are new; a lake that runs takes them from now on.');
        }),
    );
}

const withoutSecret = ({ persona, accessKeyId }: PersonaKey): object => ({ persona, accessKeyId });

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html */
const asProcess = ({ accessKeyId, secretAccessKey }: PersonaKey): object => ({
  Version: 1,
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
});

/** What a shell needs to be told. The secret stays in its file. */
function exports({ persona }: PersonaKey, { config, credentials }: ProfileFiles): string {
  return `export AWS_CONFIG_FILE=${config} AWS_SHARED_CREDENTIALS_FILE=${credentials} AWS_PROFILE=${persona}`;
}
