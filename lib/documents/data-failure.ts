import type { DataErrorCode } from "#lib/runtime/runtime.ts";

/** Why one data operation failed: becomes the DataError that the generated API sees, so the message is for its author. */
export class DataFailure extends Error {
  readonly code: DataErrorCode;
  constructor(code: DataErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the generated API asked for can't be done, whatever is stored. */
export const invalid = (message: string): DataFailure => new DataFailure("invalid", message);
