import ipaddr from 'ipaddr.js';

/**
 * How far requests of a source may go. Whoever answers may send on to anywhere, and the machine that asks has
 * neighbours who take it for one of their own.
 *
 * - `public`: addresses of the internet
 * - `private`: those, and addresses of private networks
 * - `loopback`: those, and this machine
 *
 * No source reaches link-local addresses, whoever names them: credentials of machines are given out there.
 */
export type Reach = 'public' | 'private' | 'loopback';

/** Ranges as ipaddr.js names them; what it has no name for is `unicast`, everything else is kept apart. */
const PRIVATE = ['private', 'uniqueLocal', 'carrierGradeNat'] as const;
const RANGES: Readonly<Record<Reach, ReadonlySet<string>>> = {
  public: new Set(['unicast']),
  private: new Set(['unicast', ...PRIVATE]),
  loopback: new Set(['unicast', ...PRIVATE, 'loopback']),
};

/** Services of AWS for its own machines, credentials among them. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html */
const OF_AWS = ipaddr.parseCIDR('fd00:ec2::/32') as [ipaddr.IPv6, number];

/** @param address IPv4 or IPv6, without brackets; false for what is none */
export function isWithin(reach: Reach, address: string): boolean {
  return ipaddr.isValid(address) && RANGES[reach].has(rangeOf(meant(ipaddr.process(address))));
}

/**
 * What a URL that was declared says about how far its source goes.
 *
 * @param network where the names of its hosts lead; addresses say it themselves. @default public
 */
export function reachOf(declared: URL, network: 'public' | 'private' = 'public'): Reach {
  const host = declared.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (!ipaddr.isValid(host)) return network;
  const reaches: readonly Reach[] = ['public', 'private', 'loopback'];
  return reaches.find((reach) => isWithin(reach, host)) ?? network;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The IPv4 address behind one of NAT64, by which networks of IPv6 reach the rest. */
function meant(address: Address): Address {
  return address.range() === 'rfc6052' ? ipaddr.fromByteArray(address.toByteArray().slice(-4)) : address;
}

function rangeOf(address: Address): string {
  const isOfAws = address.kind() === 'ipv6' && (address as ipaddr.IPv6).match(OF_AWS);
  return isOfAws ? 'linkLocal' : address.range();
}
