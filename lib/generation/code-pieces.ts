import type { SourceFiles } from "#lib/runtime/runtime.ts";
import type { GeneratorPiece } from "./generator.ts";

const PIECE_LENGTH = 600;

/** Finished files, told piece by piece like those that are being written. */
export async function* codePieces(files: SourceFiles, signal: AbortSignal): AsyncGenerator<GeneratorPiece, void> {
  for (const [file, source] of Object.entries(files)) {
    for (let start = 0; start < source.length; start += PIECE_LENGTH) {
      signal.throwIfAborted();
      yield { kind: "code", file, text: source.slice(start, start + PIECE_LENGTH) };
    }
  }
}
