import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { createSyscallProgram } from "../sandbox/syscall-program.ts";
import type { Uids } from "../sandbox/uids.ts";
import { launchProcess } from "../workerd/runtime-process.ts";
import type { NativeStage } from "./native-stage.ts";
import type { EscapeRow } from "./report.ts";

const WRITES = 30;
const WRITE_BYTES = 16 << 20;
const SPAN_MS = 20_000;

/** Half a gigabyte into the descriptors that the runner reads, and then silence: only being killed ends it. */
export async function runFlood(stage: NativeStage, sandbox: Sandbox, uids: Uids): Promise<EscapeRow> {
  const program = createSyscallProgram(stage.arch);
  const buffer = program.space(WRITE_BYTES);
  for (let n = 0; n < WRITES; n++) program.call("write", (n % 3) + 1, buffer, WRITE_BYTES);
  program.call("ppoll", 0, 0, 0, 0, 0);
  const file = path.join(stage.directory, "flood");
  writeFileSync(file, program.build(), { mode: 0o755 });
  chmodSync(file, 0o755);
  const runtime = launchProcess({ file, version: "" }, { sandbox, uids, directory: stage.directory });
  const started = runtime.start(Buffer.alloc(0), SPAN_MS).catch(() => {});
  const timer = setTimeout(() => runtime.kill(), SPAN_MS);
  let isLate = false;
  timer.unref();
  const late = setTimeout(() => (isLate = true), SPAN_MS - 1000);
  late.unref();
  await runtime.exited;
  await started;
  clearTimeout(timer);
  clearTimeout(late);
  const evidence = isLate ? "the runner read it all" : "killed for writing more than 4 MB within a second";
  return { attack: "drown the runner in output", by: "native program", stoppedBy: ["watchdog"], evidence, worksWithoutLayers: null, escaped: isLate };
}
