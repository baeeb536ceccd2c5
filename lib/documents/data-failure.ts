import type { DataErrorCode } from "#lib/runtime/runtime.ts";

/** Why one data operation failed: becomes the DataError that the generated API sees, so the message is for its author. */
export class DataFailure extends Error {
  readonly code: DataErrorCode;
  constructor(code: DataErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
