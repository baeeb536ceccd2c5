import type { EditBase } from "#lib/versions/edit-base.ts";
import type { Message } from "#lib/versions/history-schema.ts";

/** What a generator is told of the API that it changes. */
export interface EditRequest {
  base: EditBase;
  /** What was said about this API before, oldest first. */
  history: Message[];
}

/** A change of an existing API, as a build carries it out. */
export interface Edit extends EditRequest {
  by: "words" | "hand";
  /** The version that was live when it began: it goes live if that one still is. Null: it is to stay a draft. */
  over: string | null;
}
