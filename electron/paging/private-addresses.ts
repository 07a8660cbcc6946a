/** Tells addresses of this machine and of private networks from public ones, so that no answer from outside sends us into them. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** The IPv4 and IPv6 ranges that IANA's special-purpose registries keep off the public network. */
const RANGES = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
  '::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8',
] as const

const privateRanges = new BlockList()
for (const range of RANGES) {
  const [network = '', bits = ''] = range.split('/')
  privateRanges.addSubnet(network, Number(bits), familyOf(network))
}

/** The addresses that a name stands for. Rejects where it stands for none. */
export type Lookup = (hostname: string) => Promise<readonly string[]>

export const systemLookup: Lookup = async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address)

/** @param hostname of a URL: a name, an IPv4 address, or an IPv6 address in brackets. True where any of its addresses is private. Rejects as `lookUp` does. */
export async function isPrivate(hostname: string, lookUp: Lookup): Promise<boolean> {
  const name = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) === 0 ? await lookUp(name) : [name]
  return addresses.some((address) => privateRanges.check(address, familyOf(address)))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
