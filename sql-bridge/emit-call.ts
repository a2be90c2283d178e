import type { Call } from './bridge';
import { scalarFunctions } from './functions';
import { unknownFunction } from './unsupported';

/**
 * Writes the call of a scalar function.
 *
 * @throws SqlTranslationError when the function is not in the table
 */
export function emitCall(call: Call): string {
  const bridge = Object.hasOwn(scalarFunctions, call.name) ? scalarFunctions[call.name] : undefined;
  if (!bridge) throw unknownFunction(call.name);
  return bridge(call);
}
