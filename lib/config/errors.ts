/** A configuration that cannot be deployed: which environment, which value, what is allowed. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
