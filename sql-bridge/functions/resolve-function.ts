import { SqlError, refused } from '../errors';
import { typeText } from '../types/type';
import { bind, type Argument, type Bound } from './bind';
import { mostSpecific } from './most-specific';
import { signaturesOf, type Signature } from './signature';

/** Names of functions that Athena has and a Trino without plugins doesn't list. */
const OF_ATHENA =
  /^(st_|geometry_|simplify_geometry|(to|from)_geo|to_spherical|from_geojson|line_|great_circle|bing_tile|version$|bar$|color$|render$|rgb$|features$|learn_|classify$|regress$)/;

/**
 * Finds the signature that Trino would choose: one that fits as it is before one that widens arguments, and
 * among those the most specific.
 *
 * @throws SqlError FUNCTION_NOT_FOUND
 * @see https://github.com/trinodb/trino/blob/435/core/trino-main/src/main/java/io/trino/metadata/FunctionBinder.java
 */
export function resolveFunction(
  name: string,
  args: readonly Argument[],
  kinds: readonly Signature['kind'][],
): Bound {
  const signatures = signaturesOf(name)?.filter(({ kind }) => kinds.includes(kind));
  if (!signaturesOf(name) && OF_ATHENA.test(name)) throw refused(`the function \`${name}\``);
  if (!signatures || signatures.length === 0)
    throw new SqlError('FUNCTION_NOT_FOUND', `Function '${name}' not registered`);
  const exact = signatures.map((each) => bind(each, args, false)).filter((each) => each !== undefined);
  const concrete = exact.find(({ signature }) =>
    signature.args.every(({ args: inner, name: base }) => inner.length === 0 && base.length > 1),
  );
  const [generic] = exact;
  const found =
    concrete ??
    generic ??
    mostSpecific(
      signatures.map((each) => bind(each, args, true)).filter((each) => each !== undefined),
      args,
    );
  if (found) return found;
  const given = args.map((arg) => ('type' in arg ? typeText(arg.type) : 'function')).join(', ');
  throw new SqlError('FUNCTION_NOT_FOUND', `Unexpected parameters (${given}) for function ${name}`);
}
