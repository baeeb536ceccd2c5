/** The modules of a runtime, by the names that they import each other with. */
export const HARNESS_MODULES = ["main.ts", "bounded-context.ts", "console.ts", "data.ts", "outbound.ts", "scoped-callbacks.ts", "api-creator.ts"] as const;
export const API_MODULE = "api.js";
/** Sockets in the runtime's private directory. Short: a socket path has 107 bytes at most. */
export const API_SOCKET = "d.sock";
export const PING_SOCKET = "p.sock";
export const HOST_SOCKET = "h.sock";

const COMPATIBILITY_DATE = "2026-11-01";

/**
 * workerd's config of one API. What it fetches goes to the host's socket with its whole URL; the network allows no address; `disallow_importable_env` keeps the harness's own
 * bindings from the guest. Heap flags: 110 MB after 50,000 document-heavy requests instead of 283.
 */
export function configText(secretNames: readonly string[]): string {
  const modules = [...HARNESS_MODULES, API_MODULE].map((name) => `    (name = "${name}", esModule = embed "${name}"),`).join("\n");
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .api),
    (name = "host", external = (address = "unix:${HOST_SOCKET}", http = ())),
    (name = "egress", external = (address = "unix:${HOST_SOCKET}", http = (style = proxy))),
    (name = "internet", network = (allow = [])),
  ],
  sockets = [
    (name = "http", address = "unix:${API_SOCKET}", http = (), service = "main"),
    (name = "ping", address = "unix:${PING_SOCKET}", http = (), service = (name = "main", entrypoint = "ping")),
  ],
  v8Flags = ["--initial-heap-size=8", "--max-heap-size=96", "--max-semi-space-size=2"],
);
const api :Workerd.Worker = (
  modules = [
${modules}
  ],
  bindings = [ (name = "HOST", service = "host"), (name = "SECRET_NAMES", json = ${JSON.stringify(JSON.stringify(secretNames))}) ],
  globalOutbound = "egress",
  compatibilityFlags = ["disallow_importable_env", "enable_request_signal"],
  compatibilityDate = "${COMPATIBILITY_DATE}",
);
`;
}
