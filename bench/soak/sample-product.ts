import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { processUsage } from "#lib/runtime/sandbox/process-usage.ts";
import { spooledBytes } from "../../e2e/fixtures/compare-usage.ts";
import type { Product } from "../../e2e/fixtures/product.ts";
import { descendants } from "../../supabase/tests/process-tree.ts";

/** Figures by name, e.g. `gateway: memory, MB`. */
export type Sample = Record<string, number>;

const PROCESSES = ["gateway", "runner", "web", "supabase"] as const;

/** What the processes of a product hold now. */
export function sampleProduct(product: Product): Sample {
  const sample: Sample = {};
  const pids = product.pids();
  for (const name of PROCESSES) {
    const pid = pids[name] ?? 0;
    const descriptors = descriptorsOf(pid);
    sample[`${name}: memory, MB`] = (processUsage(pid)?.memoryBytes ?? 0) / 2 ** 20;
    sample[`${name}: descriptors`] = descriptors.length;
    sample[`${name}: sockets`] = descriptors.filter((target) => target.startsWith("socket:")).length;
  }
  const postgres = product.postgresPid();
  const backends = [postgres, ...descendants(postgres)];
  sample["Postgres: memory, MB"] = sum(backends.map(sharedMb));
  sample["Postgres: processes"] = backends.length;
  const runtimes = descendants(pids["runner"] ?? 0);
  sample["runtimes: memory, MB"] = sum(runtimes.map(sharedMb));
  sample["runtimes: processes"] = runtimes.length;
  sample["spool, KB"] = (spooledBytes(product.dataDir) || 0) / 1024;
  return sample;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function descriptorsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${name}`)];
    } catch {
      return []; // Closed meanwhile.
    }
  });
}

/** Pages that several processes share are counted once in all. */
function sharedMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // It ended meanwhile.
  }
}
