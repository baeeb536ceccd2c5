import { AppError } from "#lib/errors.ts";

const PROMPT_MAX_LENGTH = 8_000;

export const EXAMPLE_PROMPTS = [
  "Manage books with title, author and year",
  "A to-do list with due dates and a filter for overdue ones",
  "Convert temperatures and lengths",
];

/**
 * The description as the generator gets it: NFC, no control characters, trimmed. Throws `invalid` when there is nothing to build from
 * or too much to read.
 */
export function normalisePrompt(raw: unknown): string {
  if (typeof raw !== "string") throw refuse("Send the description as text in `prompt`.");
  const text = raw
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    // Controls (but tab and newline), bidirectional overrides and lone surrogates change what a reader sees, never what an API should do.
    .replace(/[\p{Cc}\p{Cs}\p{Co}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, (found) => (found === "\n" || found === "\t" ? found : ""))
    .trim();
  if (text === "") throw refuse(`Say what the API should do, for example: "${EXAMPLE_PROMPTS[0]}".`);
  if (text.length > PROMPT_MAX_LENGTH) {
    throw refuse(`This description has ${text.length.toLocaleString("en")} characters; at most ${PROMPT_MAX_LENGTH.toLocaleString("en")} fit. Keep what the API stores and what it should do.`);
  }
  const meaningful = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  // Some scripts say a whole thing in two characters; a Latin one does not.
  if (meaningful < (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text) ? 2 : 3)) {
    throw refuse(`There are no words to build from here. Say what the API should do, for example: "${EXAMPLE_PROMPTS[0]}".`);
  }
  return text;
}

const refuse = (message: string): AppError =>
  new AppError("invalid", message, { extensions: { errors: [{ path: "prompt", message }], suggestions: EXAMPLE_PROMPTS } });
