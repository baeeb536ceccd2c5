import { EgressRefused } from "./egress.ts";
import { readHostName } from "./host-name.ts";

export interface OutboundTarget {
  isTls: boolean;
  host: string;
  port: 80 | 443;
  /** Path and query, as written. */
  path: string;
}

/** As the runtime's own `fetch` writes it: scheme, plain host, port, path. Nothing in it can be read in two ways. */
const TARGET = /^(https?):\/\/([^/?#]*)([/?][\x21-\x7e]*)?$/i;
const AUTHORITY = /^[A-Za-z0-9.-]+(:\d{1,5})?$/;
const MAX_LENGTH = 16_384;

/** Where a call goes, from the text that the runtime wrote. Throws EgressRefused: whatever is written oddly is refused, not guessed at. */
export function readTarget(target: string): OutboundTarget {
  if (target.length > MAX_LENGTH) throw new EgressRefused(`The address of a fetch has at most ${MAX_LENGTH >> 10} KB.`);
  const [, scheme = "", authority = "", rest = "/"] = TARGET.exec(target.replace(/#.*$/s, "")) ?? [];
  if (!scheme) throw new EgressRefused("fetch takes http and https addresses.");
  if (authority.includes("@")) throw new EgressRefused("The address of a fetch holds no user name or password: send an Authorization header.");
  if (authority.startsWith("[")) throw new EgressRefused("fetch reaches hosts by their names, not by addresses in numbers.");
  const url = URL.canParse(target) ? new URL(target) : null;
  if (!url || !AUTHORITY.test(authority)) throw new EgressRefused("The host of this fetch is not written like api.example.com.");
  const read = readHostName(url.hostname);
  if ("reason" in read) throw new EgressRefused(`fetch can't reach ${url.hostname.slice(0, 253)}: ${read.reason}.`);
  // Where our reading and the URL standard's differ, the host that is checked might not be the one that is dialled.
  if (read.name !== url.hostname || authority.toLowerCase().replace(/:\d+$/, "") !== read.name) throw new EgressRefused("The host of this fetch is not written like api.example.com.");
  const isTls = url.protocol === "https:";
  const port = url.port === "" ? (isTls ? 443 : 80) : Number(url.port);
  if (port !== 80 && port !== 443) throw new EgressRefused(`fetch reaches the ports 80 and 443, not ${port}.`);
  return { isTls, host: read.name, port, path: rest.startsWith("?") ? `/${rest}` : rest };
}
