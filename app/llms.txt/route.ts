import { webDeps } from "#lib/deps.ts";
import { llmsText } from "#lib/rest/llms-text.ts";

export const dynamic = "force-dynamic";

export const GET = (): Response => new Response(llmsText(webDeps().publicUrl), { headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=300" } });
