import type { Env } from "#lib/env.ts";
import type { Pepper } from "./key-format.ts";

interface KeySecrets {
  /** Newest first: that one hashes, all of them find. */
  peppers: Pepper[];
  /** Makes consumer ids: a new pepper must not make every caller a stranger to the APIs. */
  consumerSecret: string;
}

/** The secrets of keys, or null when the environment has no pepper. The oldest pepper makes consumer ids unless CONSUMER_ID_SECRET does. */
export function keySecretsOf(env: Pick<Env, "KEY_PEPPER" | "KEY_PEPPER_VERSION" | "KEY_PEPPER_PREVIOUS" | "CONSUMER_ID_SECRET">): KeySecrets | null {
  if (env.KEY_PEPPER === undefined) return null;
  const secrets = [env.KEY_PEPPER, ...env.KEY_PEPPER_PREVIOUS];
  return { peppers: secrets.map((secret, age) => ({ version: env.KEY_PEPPER_VERSION - age, secret })), consumerSecret: env.CONSUMER_ID_SECRET ?? secrets.at(-1) ?? env.KEY_PEPPER };
}
