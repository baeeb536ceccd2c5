import type { GeneratedApi } from "./parse.ts";

/** What an API declares and this version of the platform can't give a live one: said before it goes live, with the parts left out. */
export const notYet = ({ hosts, secretNames }: Pick<GeneratedApi, "hosts" | "secretNames">): string[] => [
  ...hosts.map(({ host, why }) => `Calls to ${host} (${why}): tested with declared answers, and refused when live, because hosts can't be approved yet.`),
  ...secretNames.map((name) => `The secret ${name}: secrets can't be set yet, so what needs it fails when live.`),
];
