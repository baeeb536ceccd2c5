import { createHash } from "node:crypto";

/**
 * React (19.2 and later) keeps a streamed part of a page hidden until its placeholder has been seen for 300 ms, even where the part came
 * with the placeholder. It counts from when `$RT` says that it painted; a `$RT` that can't be set lets each part in at the next frame, as before 19.2.
 */
export const REVEAL_SCRIPT = 'Object.defineProperty(window,"$RT",{set(){}})';

/** What a Content-Security-Policy names it by. */
export const REVEAL_HASH = `'sha256-${createHash("sha256").update(REVEAL_SCRIPT).digest("base64")}'`;
