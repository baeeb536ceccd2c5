/** The layers in the order in which an attacker meets them; `name` is what `/health` of the runner and the report call them. */
export const LAYERS = [
  { name: "gate", term: "The checks before going live", text: "Code with forbidden imports, code made from texts or secrets in its source is refused before it runs. The attacks below skip this: it is convenience, not a wall." },
  { name: "workerd", term: "A runtime without powers", text: "workerd gives code what it is handed and nothing else: no files, no environment, no programs, no network, no code made at run time." },
  { name: "host socket", term: "One door, which knows whose it is", text: "The only way out is a socket in the runtime’s private directory. The platform knows the API from the socket, never from what the code claims: data, log lines and calls to other services belong to it alone. Calls out reach only hosts that the owner approved, and secrets are put in outside." },
  { name: "bubblewrap", term: "A machine of its own", text: "The process sees a read-only root with the C library and itself, an empty network, no other process, no environment and no privileges." },
  { name: "seccomp", term: "Few system calls", text: "About 110 of the kernel’s system calls are allowed, some only for certain arguments. No processes, no namespaces, no sockets but Unix ones, no new files, no memory that is not counted, and no calls of another architecture." },
  { name: "rlimits", term: "Hard limits", text: "Memory for data, descriptors, threads, file sizes and core dumps are bounded by the kernel." },
  { name: "uid", term: "A user of its own", text: "Where the platform runs as root, each runtime has a user id that no other process has, and a directory that only it may enter." },
  { name: "watchdog", term: "A watchdog", text: "A runtime that computes without a pause, or holds too much memory, is killed and starts afresh at the next call. Runtimes have a lower priority than the platform, and are the first to go when the machine is out of memory." },
  { name: "gateway", term: "The gateway", text: "Bodies, replies, headers and times are bounded; cookies and platform headers pass in neither direction." },
] as const;

export const TIERS = [
  { tier: "hardened", text: "All of the above. Linux with bubblewrap and user namespaces." },
  { tier: "landlock", text: "Where user namespaces can’t be had, for example in a plain container, and the platform runs as root: Landlock stands in for bubblewrap. Files, processes and the network are closed as well; whether a path exists can be found out, and a runtime sees the machine’s name and its process ids." },
  { tier: "namespaces", text: "bubblewrap without seccomp: an attacker who leaves V8 is shut in, but has the kernel’s whole surface before him." },
  { tier: "development", text: "macOS and hosts with none of this: plain processes, for your own code on your own machine. Landlock, seccomp and limits are on where the kernel has them." },
] as const;

export const NOT_COVERED = [
  "Side channels of the processor (Spectre and its kin). Different APIs are different processes and there are no threads to build a fine clock from, but clocks go on while code computes, and APIs share processor cores.",
  "A hole in the Linux kernel behind one of the system calls that stay allowed. Keep the kernel up to date; for tenants who must not share a kernel, run the platform once for each of them.",
  "Code of an API sees all calls of its own consumers: they trust its author as they would trust any service.",
  "Who leaves V8 has what the API had: its own documents, its own log, and the hosts that its owner approved. Secrets are not among it: they are put in outside.",
  "Memory is looked at many times a second, not at every allocation: for a moment a runtime can hold more than its limit, up to the kernel’s hard limit of 1 GB.",
  "An API that asks for data as fast as it can shares the platform’s data service with the others: it takes at most half of the connections to the database, without a rate of its own yet.",
  "Without root, runtimes share the platform’s user id, and only bubblewrap stands between them.",
  "arm64 has its own filter, which is tested instruction by instruction; the attacks themselves were run on x86-64.",
  "The embedded database runs on the same machine. In production it is a hosted one.",
] as const;
