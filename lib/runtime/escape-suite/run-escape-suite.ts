import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import type { Log } from "#lib/log.ts";
import { detectSandbox } from "../sandbox/detect-sandbox.ts";
import { workerdBinary } from "../workerd/workerd-binary.ts";
import { openNativeStage } from "./native-stage.ts";
import type { EscapeReport, EscapeRow } from "./report.ts";
import { runNatives } from "./run-natives.ts";
import { openScriptScene, runScripts } from "./run-scripts.ts";
import type { SuiteStage } from "./suite-stage.ts";

/** Every attack that we know, on this host, in the sandbox that it has. `onRow` is called as each ends. */
export async function runEscapeSuite(stage: SuiteStage, log: Log, onRow: (row: EscapeRow) => void): Promise<EscapeReport> {
  const directory = mkdtempSync("/tmp/ace-");
  chmodSync(directory, 0o711);
  const rows: EscapeRow[] = [];
  const take = (row: EscapeRow) => {
    const shown = { ...row, evidence: withoutAddresses(row.evidence) };
    rows.push(shown);
    onRow(shown);
  };
  try {
    const sandbox = await detectSandbox(directory, log);
    const scene = await openScriptScene(stage);
    await runScripts(scene, take).finally(() => scene.close());
    if (sandbox.launcher) {
      const natives = await openNativeStage(directory, sandbox.firstUid);
      await runNatives(natives, sandbox, take).finally(() => natives.close());
    }
    return {
      date: new Date().toISOString(), tier: sandbox.tier, layers: sandbox.layers,
      host: { system: os.type(), kernel: os.release().split(".", 2).join("."), architecture: os.arch(), workerd: workerdBinary().version },
      rows,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The report is public: it tells nothing of the machine's own addresses and paths. */
function withoutAddresses(evidence: string): string {
  const own = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal }) => !internal);
  return own.reduce((text, { address }) => text.replaceAll(address, "<own address>"), evidence).replace(/\/(?:tmp|var|home|root|work)\/[^\s:,"']+/g, "<path>");
}
