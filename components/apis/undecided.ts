import type { ApiHost } from "#lib/apis/schema.ts";
import type { ApiSecret } from "#lib/secrets/schema.ts";

/** How many of the hosts and secrets that the code asks for wait for its owner. */
export const undecided = (hosts: readonly ApiHost[], secrets: readonly ApiSecret[]): number =>
  hosts.filter((host) => host.isDeclared && !host.approvedAt).length + secrets.filter((secret) => secret.isDeclared && !secret.updatedAt).length;
