import { codePieces } from "./code-pieces.ts";
import type { Generator } from "./generator.ts";
import type { GeneratedApi } from "./parse.ts";

/** Hands over an API that was exported. It goes through the same gate as what a generator writes. */
export function createImportGenerator(api: GeneratedApi): Generator {
  return {
    info: { id: "hand", label: "Import", note: "This source came with an exported API. It is tested in the sandbox like everything else." },
    maxRepairs: 0,
    async *generate(_request, signal) {
      yield* codePieces(api.files, signal);
      return { kind: "api", api };
    },
  };
}
