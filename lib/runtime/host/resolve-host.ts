import { Resolver } from "node:dns/promises";
import { EgressRefused } from "./egress.ts";

/** All addresses of a name; empty when it has none. */
export type ResolveHost = (host: string) => Promise<string[]>;

/**
 * Asks the host's name servers, both families at once. Not getaddrinfo: that knows /etc/hosts and search domains, and its few threads are
 * shared with everything else of the runner. `servers`: for tests.
 */
export function createResolveHost(servers?: readonly string[]): ResolveHost {
  return async (host) => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (servers) resolver.setServers(servers);
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  };
}

/** Resolves once, and lets nothing through unless every address may be reached: one that may not says that the name is no public service's. */
export async function publicAddresses(host: string, resolve: ResolveHost, isAllowed: (address: string) => boolean): Promise<string[]> {
  const addresses = await resolve(host);
  if (addresses.length === 0) throw new EgressRefused(`${host} has no address: the name does not exist, or its name servers do not answer.`);
  if (!addresses.every((address) => isAllowed(address))) throw new EgressRefused(`fetch can't reach ${host}: its name leads to an address that is not public.`);
  return addresses;
}
