import { ANY_LIBRARIES, bundleText } from "../compile/bundle-text.ts";
import type { ConsoleLine } from "../runtime.ts";

/** APIs that are really deployed, for the attacks in JavaScript and on the host socket. */
export interface SuiteStage {
  /** Makes an API of a workspace of its own live, past the gate. */
  deploy(bundle: string): Promise<string>;
  workspaceOf(apiId: string): string;
  /** Wakes the API and calls it past the gateway. Rejects when the connection breaks. */
  call(apiId: string, target?: string): Promise<{ status: number; body: string }>;
  /** Wakes the API: its own socket, and the one on which it reaches the host. */
  socketsOf(apiId: string): Promise<{ api: string; host: string }>;
  /** Why the platform ended its runtime last, in words. */
  reasonOf(apiId: string): Promise<string | null>;
  sleep(apiId: string): Promise<void>;
  logged(): readonly { apiId: string; requestId: string; lines: ConsoleLine[] }[];
}

export const VICTIM_MARKER = "marker-of-the-victim";
export const VICTIM_DOCUMENT = "victims-document";

/** An API with a document that nobody else may see. It tells what it has. */
export const VICTIM_BUNDLE = bundleText(`exports.default = { async fetch(request, env) { const c = env.DATA.collection("secrets");
  await c.insert({ id: "${VICTIM_DOCUMENT}", text: "${VICTIM_MARKER}" }).catch(() => {}); return Response.json(await c.get("${VICTIM_DOCUMENT}")); } };`, ANY_LIBRARIES);
