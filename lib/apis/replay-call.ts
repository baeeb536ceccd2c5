import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { getCall } from "#lib/calls/get-call.ts";
import { hidesSomething } from "#lib/calls/kept-body.ts";
import { METHODS } from "#lib/versions/schema.ts";
import { tryApi, type TryApiDeps, type TryApiReply } from "./try-api.ts";

export const replayCallSchema = z.object({
  version: z.number().int().min(1).optional().meta({ description: "The version to send it to. Absent: the live one." }),
  writes: z.boolean().default(false).meta({ description: "True: send it although its method may change data (anything but GET, HEAD and OPTIONS)." }),
});
export type ReplayCall = z.infer<typeof replayCallSchema>;

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
/** Of the kept ones, those that the API's answer depends on. */
const SENT_AGAIN = /^(accept|accept-language|content-type|if-.*|prefer|range)$/;

/**
 * Sends a call of the logs again, as its owner, to the live version or another one. Throws `conflict` for one that writes unless `writes`
 * says so, and for one that isn't kept whole; besides what `tryApi` throws.
 */
export async function replayCall({ apiId, callId, version, writes }: { apiId: string; callId: number } & ReplayCall, actor: Actor, deps: TryApiDeps): Promise<TryApiReply> {
  requireScope(actor, "apis:write");
  const { method: named, path, query, detail } = await getCall({ apiId, callId }, actor, deps);
  const method = METHODS.find((known) => known === named);
  if (!method) throw new AppError("conflict", `A call with ${named} can't be sent again.`);
  if (!READING.has(method) && !writes) throw new AppError("conflict", `${method} may change data. Say \`writes: true\` to send it again all the same.`, { extensions: { needs: "writes" } });
  if ((detail.requestBytes > 0 && !detail.body) || detail.body?.isMasked || hidesSomething(path) || hidesSomething(query)) {
    throw new AppError("conflict", "This call isn't kept whole: its body isn't JSON of at most 8 KB, or a part that is named like a secret was left out. Send it on the Try it tab.");
  }
  const target = query === null ? path : `${path}?${query}`;
  const headers = Object.fromEntries(Object.entries(detail.headers).filter(([name]) => SENT_AGAIN.test(name)));
  return tryApi({ apiId, method, path: target, headers, ...(detail.body ? { body: detail.body.text } : {}), ...(version === undefined ? {} : { version }) }, actor, deps);
}
