import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../core/ports';
import type { KeyRing } from '../credentials/key-ring';
import { canonicalRequest, sha256 } from './canonical-request';
import { claimOf, type Claim, type WireRequest } from './claim';
import { SignatureRefusal } from './refusal';

/** A request whose signature holds. */
export interface Verified {
  readonly persona: string;
  readonly accessKeyId: string;
  /** The service it was signed for. */
  readonly service: string;
  readonly signature: string;
}

const UNSIGNED = 'UNSIGNED-PAYLOAD';
const MINUTE_MS = 60_000;
/** How far a client's clock may be off. Milliseconds. S3 takes more than the others. */
const SKEW_MS = { s3: 15 * MINUTE_MS, others: 5 * MINUTE_MS } as const;

/** Proves who a request is from. What a signature doesn't cover is not believed. */
export class Verifier {
  constructor(
    private readonly keys: Pick<KeyRing, 'byId'>,
    private readonly clock: Clock,
  ) {}

  /**
   * @param services names that the signature may be for
   * @throws SignatureRefusal saying what is wrong with it
   */
  async verify(request: WireRequest, services: readonly string[]): Promise<Verified> {
    const claim = claimOf(request);
    const { accessKeyId, service, signature } = claim;
    if (!services.includes(service))
      throw new SignatureRefusal(
        'wrong service',
        `Credential should be scoped to correct service: '${services[0]}'.`,
      );
    if (claim.expires !== undefined && service !== 's3')
      throw new SignatureRefusal(
        'malformed',
        'Expected the signature in the header: addresses are signed for S3',
      );
    if (
      request.headers['x-amz-security-token'] !== undefined ||
      /[?&]X-Amz-Security-Token=/.test(request.url)
    )
      throw new SignatureRefusal('foreign token', 'The security token included in the request is invalid.');
    const key = await this.keys.byId(accessKeyId);
    if (!key)
      throw new SignatureRefusal('unknown key', 'The security token included in the request is invalid.');
    this.checkTime(claim);
    checkCovered(request, claim);
    const expected = signatureOf(
      key.secretAccessKey,
      claim,
      canonicalRequest(request, claim, payloadOf(request, claim)),
    );
    if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
      throw new SignatureRefusal(
        'mismatch',
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      );
    return { persona: key.persona, accessKeyId, service, signature };
  }

  private checkTime({ date, service, expires }: Claim): void {
    const signed = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
    const now = this.clock.now().getTime();
    const skew = service === 's3' ? SKEW_MS.s3 : SKEW_MS.others;
    if (Number.isNaN(signed)) throw new SignatureRefusal('malformed', 'Expected a date in the signature');
    const from = signed - skew;
    const to = expires === undefined ? signed + skew : signed + expires * 1000;
    if (now >= from && now <= to) return;
    const at = this.clock
      .now()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '');
    throw new SignatureRefusal(
      'expired',
      `Signature expired: ${date} is not within ${skew / MINUTE_MS} min of ${at}, the time here.`,
    );
  }
}

/** Headers that steer what is done have to be signed. @throws SignatureRefusal */
function checkCovered({ headers }: WireRequest, { signedHeaders }: Claim): void {
  const open = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name) && name !== 'x-amz-content-sha256',
  );
  if (open.length > 0)
    throw new SignatureRefusal(
      'malformed',
      `Expected every x-amz- header to be signed; ${open.join(', ')} isn't`,
    );
}

/** The hash of the body that came. Only S3 may leave it unsigned, and only where there is no body to speak of. */
function payloadOf({ headers, body }: WireRequest, { service, expires }: Claim): string {
  if (service === 's3' && expires !== undefined) return UNSIGNED;
  const said = headers['x-amz-content-sha256']?.toString();
  const actual = sha256(body);
  if (said === undefined || said === actual) return actual;
  if (service === 's3' && said === UNSIGNED && body.length === 0) return UNSIGNED;
  throw new SignatureRefusal(
    'mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
}

function signatureOf(secret: string, claim: Claim, canonical: string): string {
  const { day, region, service, date } = claim;
  const hmac = (key: string | Buffer, data: string): Buffer =>
    createHmac('sha256', key).update(data).digest();
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const scope = `${day}/${region}/${service}/aws4_request`;
  return hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')).toString('hex');
}
