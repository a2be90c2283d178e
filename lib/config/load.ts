import { ENVIRONMENTS } from './environments';
import { ConfigurationError } from './errors';
import { ENVIRONMENT_NAMES, environmentSchema, type Environment, type EnvironmentInput } from './schema';

/** Who calls: the account and region that the CDK CLI has credentials for. */
export interface Caller {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * The environment of a name, checked and complete.
 *
 * @throws ConfigurationError for an unknown name or a wrong value
 */
export function loadEnvironment(name: unknown, caller: Caller = {}): Environment {
  const known = ENVIRONMENT_NAMES.find((candidate) => candidate === name);
  if (!known) {
    const what = name === undefined ? 'No environment given' : `Unknown environment ${JSON.stringify(name)}`;
    throw new ConfigurationError(
      `${what}. Choose one with -c env=NAME; NAME is ${ENVIRONMENT_NAMES.join(', ')}.`,
    );
  }
  return parseEnvironment({ ...caller, ...ENVIRONMENTS[known] });
}

/** @throws ConfigurationError with one line per wrong value */
export function parseEnvironment(input: EnvironmentInput | Caller): Environment {
  const parsed = environmentSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => {
    return `  ${path.join('.') || 'the environment'}: received ${received(input, path)}; ${message}`;
  });
  const name = received(input, ['name']);
  throw new ConfigurationError(
    `Environment ${name} is wrong (lib/config/environments.ts):\n${lines.join('\n')}`,
  );
}

function received(input: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
