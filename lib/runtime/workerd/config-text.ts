/** The modules of a runtime, by the names that they import each other with. */
export const HARNESS_MODULES = ["main.ts", "api-creator.ts", "at-load.ts", "bounded-context.ts", "console.ts", "data.ts", "load-api.ts", "outbound.ts", "rehearse.ts", "scoped-callbacks.ts", "serve.ts"] as const;
export const LIBRARIES_MODULE = "libraries.js";
/** The name of the API's code in stacks. */
export const API_MODULE = "api.js";
/** Sockets in the runtime's private directory. Short: a socket path has 107 bytes at most. */
export const API_SOCKET = "d.sock";
export const PING_SOCKET = "p.sock";
export const HOST_SOCKET = "h.sock";
export const CONTROL_SOCKET = "c.sock";

const COMPATIBILITY_DATE = "2026-11-01";

/**
 * workerd's config of every runtime: the API's code comes later, over the control socket (harness/main.ts), which is what `unsafeEval` is for.
 * What the API fetches goes to the host's socket with its whole URL; the network allows no address; `disallow_importable_env` keeps the
 * harness's own bindings from the guest. Heap flags: 110 MB after 50,000 document-heavy requests instead of 283.
 */
export function configText(): string {
  const modules = [...HARNESS_MODULES, LIBRARIES_MODULE].map((name) => `    (name = "${name}", esModule = embed "${name}"),`).join("\n");
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
    (name = "control", address = "unix:${CONTROL_SOCKET}", http = (), service = (name = "main", entrypoint = "control")),
  ],
  v8Flags = ["--initial-heap-size=8", "--max-heap-size=96", "--max-semi-space-size=2"],
);
const api :Workerd.Worker = (
  modules = [
${modules}
  ],
  bindings = [ (name = "HOST", service = "host"), (name = "UNSAFE_EVAL", unsafeEval = void) ],
  globalOutbound = "egress",
  compatibilityFlags = ["disallow_importable_env", "enable_request_signal"],
  compatibilityDate = "${COMPATIBILITY_DATE}",
);
`;
}
