import type { GeneratedApi } from "./parse.ts";

/** What the owner has to do before a live API reaches what it declares: said before it goes live. */
export const toApprove = ({ hosts, secretNames }: Pick<GeneratedApi, "hosts" | "secretNames">): string[] => [
  ...hosts.map(({ host, why }) => `Approve ${host} on the API's page: ${why}. Calls to it were tested with declared answers; until it is approved they fail when live.`),
  ...secretNames.map((name) => `Set the secret ${name} on the API's page: what needs it fails until then.`),
];
