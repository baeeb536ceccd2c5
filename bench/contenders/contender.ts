import type { TestApi } from "#lib/gateway/test-gateway.ts";
import type { RuntimeAddress, SourceFiles } from "#lib/runtime/runtime.ts";

/** One way to run generated APIs, each awake one in a process of its own. */
export interface Contender {
  name: string;
  /** Deployed ones are asleep. */
  deploy(api: TestApi, files: SourceFiles): Promise<void>;
  wake(apiId: string, lostSocket?: string): Promise<RuntimeAddress>;
  sleep(apiId: string): Promise<void>;
  /** All processes that this awake API takes. */
  pidsOf(address: RuntimeAddress): number[];
  close(): Promise<void>;
}

/** A contender with what is deployed to it. */
export interface Entry {
  contender: Contender;
  apis: TestApi[];
  spinners: TestApi[];
}
