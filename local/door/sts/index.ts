import { SignatureRefusal, type SignatureFault } from '../signature/refusal';
import { nameOf } from '../../../core/errors';
import { ACCOUNT } from '../names';
import type { Caller } from '../protocol/caller';
import { xmlDocument } from '../protocol/xml';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

export interface XmlAnswer {
  readonly status: number;
  readonly body: string;
}

/** Codes of STS. @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const CODES: Readonly<Record<SignatureFault, string>> = {
  missing: 'MissingAuthenticationToken',
  malformed: 'IncompleteSignature',
  'unknown key': 'InvalidClientTokenId',
  'foreign token': 'InvalidClientTokenId',
  expired: 'SignatureDoesNotMatch',
  mismatch: 'SignatureDoesNotMatch',
  'wrong service': 'SignatureDoesNotMatch',
};

/** Who somebody is: the one question of STS that the door answers. */
export async function respondSts(body: Buffer, authenticate: () => Promise<Caller>): Promise<XmlAnswer> {
  try {
    const { persona } = await authenticate();
    const action = new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
    if (action !== 'GetCallerIdentity')
      return refusal(403, 'AccessDenied', 'A persona may ask who it is, and take on no role');
    return {
      status: 200,
      body: xmlDocument(
        'GetCallerIdentityResponse',
        {
          GetCallerIdentityResult: {
            Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/headwater-local-${persona.name}/${persona.name}`,
            UserId: `AROALOCAL:${persona.name}`,
            Account: ACCOUNT,
          },
          ResponseMetadata: { RequestId: '00000000-0000-0000-0000-000000000000' },
        },
        NAMESPACE,
      ),
    };
  } catch (error) {
    if (error instanceof SignatureRefusal) return refusal(403, CODES[error.fault], error.message);
    return refusal(500, 'InternalFailure', nameOf(error));
  }
}

const refusal = (status: number, code: string, message: string): XmlAnswer => ({
  status,
  body: xmlDocument('ErrorResponse', { Error: { Type: 'Sender', Code: code, Message: message } }, NAMESPACE),
});
