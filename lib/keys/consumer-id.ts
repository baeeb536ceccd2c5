import { createHmac } from "node:crypto";

/** Who calls, as an API sees it (`c.env.CONSUMER.id`): stable per calling workspace and API, and useless anywhere else. */
export function consumerId(workspaceId: string, apiId: string, secret: string): string {
  const name = `consumer:${workspaceId}:${apiId}`;
  const known = made.get(name);
  if (known?.secret === secret) return known.id;
  const id = `con_${createHmac("sha256", secret).update(name).digest("base64url").slice(0, 22)}`;
  if (made.size >= MAX_MADE) made.clear();
  made.set(name, { id, secret });
  return id;
}

/** Every call carries one, and an HMAC costs more than all of its headers. */
const made = new Map<string, { id: string; secret: string }>();
const MAX_MADE = 20_000;
