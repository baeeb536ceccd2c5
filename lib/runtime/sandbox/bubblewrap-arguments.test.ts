import assert from "node:assert/strict";
import { test } from "node:test";
import { bubblewrapArguments, bubblewrapOptions } from "./bubblewrap-arguments.ts";

const HELP_OF_0_4 = `usage: bwrap [OPTIONS...] [--] COMMAND [ARGS...]

    --help                       Print this help
    --unshare-all                Unshare every namespace we support by default
    --share-net                  Retain the network namespace (can only combine with --unshare-all)
    --die-with-parent            Kills with SIGKILL child process (COMMAND) when bwrap or bwrap's parent dies.
`;
const HELP_OF_0_8 = `${HELP_OF_0_4}    --disable-userns             Disable further use of user namespaces inside sandbox
    --clearenv                   Unset all environment variables
`;
const input = { program: "/x", directory: "/d", seccompFd: 4 };

test("options that this host's bubblewrap does not know are left out, the others never", () => {
  const [old, recent] = [HELP_OF_0_4, HELP_OF_0_8].map((help) => bubblewrapArguments({ ...input, options: bubblewrapOptions(help) }));
  for (const option of ["--disable-userns", "--clearenv"]) assert.deepEqual([old?.includes(option), recent?.includes(option)], [false, true], option);
  for (const option of ["--unshare-all", "--unshare-user", "--die-with-parent", "--cap-drop", "--remount-ro", "--seccomp"]) assert.ok(old?.includes(option), option);
});

test("a help text that mentions an option in a sentence does not offer it", () => {
  assert.deepEqual([...bubblewrapOptions("    --share-net    Retain it (can only combine with --unshare-all)\n")], ["--share-net"]);
});
