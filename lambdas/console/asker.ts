import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import { ConsoleError } from '../../core/console';
import type { PersonaConfig } from '../../core/governance';

/** Who asks, as the API's authorizer has verified it. */
export interface Asker {
  /** The user pool's own id of a person: no name and no address. */
  readonly subject: string;
  /** Personas whose groups the person is in. */
  readonly personas: readonly PersonaConfig[];
}

/** Of an access token: an identity token says who somebody is, not that they may ask. */
const claimsSchema = z.object({
  sub: z.uuid(),
  token_use: z.literal('access'),
  'cognito:groups': z.string().optional(),
});

/**
 * Reads the claims that API Gateway passes on. Without its JWT authorizer there are none, whatever a caller sends.
 *
 * @throws ConsoleError when nobody was verified
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function askerOf(
  { requestContext }: Pick<APIGatewayProxyEventV2, 'requestContext'>,
  personas: readonly PersonaConfig[],
): Asker {
  const { authorizer } = requestContext as typeof requestContext & {
    readonly authorizer?: { readonly jwt?: { readonly claims?: unknown } };
  };
  const found = claimsSchema.safeParse(authorizer?.jwt?.claims);
  if (!found.success) throw new ConsoleError(401, 'Sign in again: this is no access token of the console');
  const groups = groupsOf(found.data['cognito:groups']);
  return { subject: found.data.sub, personas: personas.filter(({ name }) => groups.includes(name)) };
}

/** A list comes as `[a b]`; groups have no spaces in their names. Whatever else comes is no list. */
function groupsOf(text = '[]'): readonly string[] {
  return /^\[([^[\]]*)\]$/.exec(text)?.[1]?.split(' ') ?? [];
}
