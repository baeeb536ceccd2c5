import { connect } from "#lib/db/connect.ts";
import type { TestGateway } from "#lib/gateway/test-gateway.ts";
import { createVersionSource } from "#server/runner-ports.ts";
import { lineageOf } from "../../supabase/tests/process-tree.ts";
import { startTestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { workerdOf } from "../../supabase/tests/workerd-of.ts";
import type { Contender } from "./contender.ts";

/** Our runtimes, with all layers that this host has. `warm`: how many processes are parked. */
export async function ourContender(bed: Pick<TestGateway, "database" | "admin">, warm: number): Promise<Contender> {
  const sql = connect(bed.database.runnerUrl, "bench-runner", 4);
  const { backend, close } = await startTestSandbox({ database: bed.database, versions: createVersionSource(sql), warm });
  return {
    name: `ours, ${(await backend.health()).tier}, from a ${warm > 0 ? "parked" : "fresh"} process`,
    async deploy(api, files) {
      const built = await backend.build(files);
      if (!built.ok) throw new Error(`the API does not build: ${JSON.stringify(built.diagnostics)}`);
      await bed.admin`insert into public.version_bundles (version_id, workspace_id, bundle) values (${api.versionId}, ${api.workspaceId}, ${built.bundle})`;
    },
    wake: backend.wake,
    sleep: backend.sleep,
    pidsOf: ({ socketPath }) => lineageOf(workerdOf(socketPath), process.pid),
    async close() {
      await close();
      await sql.end({ timeout: 5 });
    },
  };
}
