import type { Sql } from "#lib/db/connect.ts";
import { readHostName } from "#lib/runtime/host/host-name.ts";
import type { OutboundRights, OutboundRightsSource } from "#lib/runtime/host-ports.ts";
import { unseal } from "#lib/secrets/seal.ts";
import { apiSecretContext } from "#lib/secrets/api-secret-context.ts";

/** Approvals and secrets hold everywhere within a second: what is older is asked for again. */
const FRESH_MS = 500;
/** With Postgres away nothing can be revoked: the last answer counts as long as a call key's does. */
const STALE_MS = 300_000;
const MAX_KEPT = 1000;

interface Kept {
  rights: OutboundRights;
  at: number;
}
interface Row {
  declared: string[];
  approved: string[];
  secrets: { name: string; sealed: string; hosts: string[] }[];
}

/** What live APIs may reach, from Postgres. Secrets stay sealed until they go out. */
export function createOutboundRights(sql: Sql, encryptionKey: string | undefined, now: () => number = Date.now): OutboundRightsSource {
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<OutboundRights>>();
  const ask = async (apiId: string, versionId: string): Promise<OutboundRights> => {
    const at = now();
    const [row] = await sql<Row[]>`select declared, approved, secrets from private.load_outbound_rights(${apiId}, ${versionId})`;
    const rights = row ? rightsOf(row, apiId, encryptionKey) : { declared: [], approved: [], secrets: [] };
    kept.delete(`${apiId} ${versionId}`);
    kept.set(`${apiId} ${versionId}`, { rights, at });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return rights;
  };
  return {
    async load(apiId, versionId) {
      const key = `${apiId} ${versionId}`;
      const known = kept.get(key);
      if (known && now() - known.at < FRESH_MS) return known.rights;
      const asked = asking.get(key) ?? ask(apiId, versionId).finally(() => asking.delete(key));
      asking.set(key, asked);
      return asked.catch((error: unknown) => {
        if (known && now() - known.at < STALE_MS) return known.rights;
        throw error;
      });
    },
  };
}

function rightsOf({ declared, approved, secrets }: Row, apiId: string, encryptionKey: string | undefined): OutboundRights {
  return {
    declared: declared.flatMap(nameOf),
    approved,
    secrets: secrets.map(({ name, sealed, hosts }) => ({ name, hosts, reveal: () => (encryptionKey === undefined ? null : unseal(sealed, apiSecretContext(apiId, name), encryptionKey)) })),
  };
}

const nameOf = (text: string): string[] => {
  const read = readHostName(text);
  return "name" in read ? [read.name] : [];
};
