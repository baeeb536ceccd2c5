import { notFound } from "next/navigation";
import { isApiId } from "#lib/id.ts";
import { handleWebRequest } from "#lib/gateway/fallback.ts";

export const dynamic = "force-dynamic";

/** The gateway's fallback for hosts that run Next alone. Behind server/gateway.ts no call gets here. */
async function handle(request: Request): Promise<Response> {
  if (!isApiId(new URL(request.url).pathname.split(/[/~]/)[1] ?? "")) notFound();
  return (await handleWebRequest(request)) ?? notFound();
}

export { handle as GET, handle as HEAD, handle as POST, handle as PUT, handle as PATCH, handle as DELETE, handle as OPTIONS };
