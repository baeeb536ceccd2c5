import { routeName } from "#lib/versions/documented-operations.ts";
import type { EditBase } from "#lib/versions/edit-base.ts";
import type { GeneratedApi } from "./parse.ts";

/** What the owner has to do before a live API reaches what it declares: said before it goes live. `base`: the version that it
    changes, which has had its own approved. */
export const toApprove = ({ hosts, secretNames, publicRoutes }: Pick<GeneratedApi, "hosts" | "secretNames" | "publicRoutes">, base?: Pick<EditBase, "hosts" | "secretNames" | "publicRoutes">): string[] => [
  ...hosts.filter(({ host }) => !base?.hosts.some((known) => known.host === host)).map(({ host, why }) => `Approve ${host} on the API's page: ${why}. Calls to it were tested with declared answers; until it is approved they fail when live.`),
  ...secretNames.filter((name) => !base?.secretNames.includes(name)).map((name) => `Set the secret ${name} on the API's page: what needs it fails until then.`),
  ...publicRoutes.filter((route) => base && !base.publicRoutes.some((known) => routeName(known) === routeName(route))).map(({ method, path }) => `Make ${method} ${path} public on the API's page: it needs a key until then.`),
];
