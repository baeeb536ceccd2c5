import type { RuntimeBackend, Scratch } from "#lib/runtime/runtime.ts";

/** A bundle on scratch data for the time of `use`. For tests and benches. */
export async function withScratch<Result>(bundle: string, backend: RuntimeBackend, use: (scratch: Scratch) => Promise<Result>): Promise<Result> {
  const scratch = await backend.openScratch(bundle);
  try {
    return await use(scratch);
  } finally {
    await scratch.close();
  }
}
