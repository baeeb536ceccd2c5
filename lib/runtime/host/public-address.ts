import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** IPv4 that is no public service: IANA's special-purpose registry, multicast, reserved, and the address of Azure's host agent. */
const SPECIAL_V4: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24],
  ["192.31.196.0", 24], ["192.52.193.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["192.175.48.0", 24], ["198.18.0.0", 15], ["198.51.100.0", 24],
  ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4], ["168.63.129.16", 32],
];
/**
 * Only 2000::/3 is global unicast, which leaves out loopback, IPv4-mapped, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48), unique local (with
 * fd00:ec2::254), link-local and multicast. In it: Teredo and other protocol assignments, documentation, 6to4, AS112.
 */
const SPECIAL_V6: readonly (readonly [network: string, prefix: number])[] = [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["2620:4f:8000::", 48], ["3fff::", 20]];

const special = new BlockList();
for (const [network, prefix] of SPECIAL_V4) special.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of SPECIAL_V6) special.addSubnet(network, prefix, "ipv6");
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");

/** Whether an address may be dialled for an API: a public one, and none of this host's own. */
export function isPublicAddress(address: string, ownAddresses: readonly string[] = addressesOfHost()): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return false;
  if (family === 4) return !special.check(address, "ipv4") && !ownAddresses.includes(address);
  if (!global.check(address, "ipv6") || special.check(address, "ipv6")) return false;
  const own = new BlockList();
  for (const ownAddress of ownAddresses) if (isIP(ownAddress) === 6 && !ownAddress.includes("%")) own.addAddress(ownAddress, "ipv6");
  return !own.check(address, "ipv6");
}

/** Asked each time: an address may be given to this host while it runs. */
const addressesOfHost = (): string[] => Object.values(networkInterfaces()).flatMap((found) => found?.map(({ address }) => address) ?? []);
