/** The closed set of error codes, one HTTP status each. `type` of a problem body resolves to `/docs/errors#<code>`. */
export const ERROR_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  spend_cap: 402,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  generation_refused: 422,
  generation_failed: 422,
  paused: 423,
  rate_limited: 429,
  internal: 500,
  bad_gateway: 502,
  unavailable: 503,
  deadline: 504,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const ERROR_TITLE: Record<ErrorCode, string> = {
  malformed: "The request is malformed",
  unauthenticated: "A valid credential is needed",
  spend_cap: "The spend cap is reached",
  forbidden: "This credential may not do that",
  not_found: "Not found",
  method_not_allowed: "This method is not allowed here",
  conflict: "Conflict",
  gone: "This API was deleted",
  precondition_failed: "The precondition failed",
  too_large: "Too large",
  unsupported_media_type: "This media type is not supported",
  invalid: "The content is not valid",
  generation_refused: "This description can't be built",
  generation_failed: "The build did not succeed",
  paused: "This API is paused",
  rate_limited: "A limit is reached",
  internal: "Something went wrong on our side",
  bad_gateway: "The API crashed or answered with something unreadable",
  unavailable: "Not available right now",
  deadline: "The API took too long",
};

/** On every AppError, whichever copy of this module made it. */
const BRAND = Symbol.for("api-creator.AppError");

/**
 * An error that a person may read. `message` says what happened, why, and what to do next; it never holds a stack, SQL, a path or
 * upstream text. Anything that is not an AppError becomes `internal` at the door.
 */
export class AppError extends Error {
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly extensions: Record<string, unknown>;
  /** Extra response headers, e.g. `Retry-After`. */
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, options: { extensions?: Record<string, unknown>; headers?: Record<string, string>; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.extensions = options.extensions ?? {};
    this.headers = options.headers ?? {};
  }

  /** Next's bundles each get their own copy of this class, and share what lib/deps.ts made: an error of one is an error in all. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The one error body, RFC 9457 plus the fields that existing clients read. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  error: ErrorCode;
  message: string;
  request_id: string;
  [extension: string]: unknown;
}

/** Makes the problem body of any thrown value. `instance` is the path of the request. */
export function toProblem(error: unknown, requestId: string, instance: string): Problem {
  const known = error instanceof AppError ? error : new AppError("internal", "Something went wrong on our side. Try again; if it stays, send us the request id.");
  return {
    ...known.extensions,
    type: `/docs/errors#${known.code}`,
    title: ERROR_TITLE[known.code],
    status: known.status,
    detail: known.message,
    instance,
    error: known.code,
    message: known.message,
    request_id: requestId,
  };
}
