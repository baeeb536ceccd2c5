import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { killConfined, spawnConfined, type Sandbox } from "../sandbox/sandbox.ts";
import { createSyscallProgram } from "../sandbox/syscall-program.ts";
import { RUNTIME_LIMITS } from "../workerd/runtime-process.ts";
import type { NativeAttack } from "./native-attacks.ts";
import { attackDirectory, type NativeStage } from "./native-stage.ts";

export interface NativeOutcome {
  escaped: boolean;
  evidence: string;
}

const ERRNO_NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));
const TIMEOUT_MS = 20_000;

/** Runs one attack in workerd's place: the same sandbox, uid, directory, arguments, descriptors and limits. */
export async function runNative(attack: NativeAttack, stage: NativeStage, sandbox: Sandbox, uid: number | null): Promise<NativeOutcome> {
  const program = createSyscallProgram(stage.arch);
  const calls = attack.write(program, stage.targets);
  for (const call of calls) program.report(call);
  const directory = attackDirectory(stage, uid);
  const file = path.join(stage.directory, `${path.basename(directory)}.bin`);
  writeFileSync(file, program.build(), { mode: 0o755 });
  chmodSync(file, 0o755);
  try {
    const { output, ending } = await run(sandbox, uid, file, directory);
    const results = Array.from({ length: Math.floor(output.length / 8) }, (_, at) => Number(output.readBigInt64LE(at * 8)));
    if (attack.isEscape) return { escaped: attack.isEscape(results), evidence: describe(results, ending) };
    const isWhole = results.length >= calls.length;
    return { escaped: isWhole && (results.at(-1) ?? -1) >= 0, evidence: describe(results, ending) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
}

async function run(sandbox: Sandbox, uid: number | null, program: string, directory: string): Promise<{ output: Buffer; ending: string }> {
  const child = spawnConfined({ sandbox, uid, program, arguments: ["serve", "--binary", "-", "--control-fd=3"], directory, limits: RUNTIME_LIMITS, control: true });
  const timer = setTimeout(() => killConfined(child), TIMEOUT_MS);
  const chunks: Buffer[] = [];
  let said = "";
  child.stdin?.on("error", () => {}).end();
  child.stdout?.on("data", (chunk: Buffer) => void chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(0, 300)));
  child.stdio[3]?.on("error", () => {}).on("data", () => {});
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (...ending) => resolve(ending));
  });
  clearTimeout(timer);
  // bubblewrap tells a signal of its child as 128 + its number.
  const killedBy = signal ?? (code !== null && code > 128 ? nameOfSignal(code - 128) : null);
  return { output: Buffer.concat(chunks), ending: killedBy ? `killed by ${killedBy}` : said.trim() || `ended with code ${code}` };
}

const nameOfSignal = (number: number): string => Object.entries(constants.signals).find(([, known]) => known === number)?.[0] ?? `signal ${number}`;

function describe(results: readonly number[], ending: string): string {
  if (results.length === 0) return ending;
  const distinct = [...new Set(results)].map((result) => (result < 0 ? (ERRNO_NAMES.get(-result) ?? String(result)) : String(result)));
  const shown = distinct.slice(0, 3).join(", ");
  return results.length > 8 ? `${shown} (${results.length} answers)` : shown;
}
