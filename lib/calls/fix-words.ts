import type { CallDetails } from "./schema.ts";

const MAX_PART = 600;

/** What to ask for so that a failing call is mended, for a person to read over first. */
export function fixWords({ method, path, query, status, detail, console }: Pick<CallDetails, "method" | "path" | "query" | "status" | "detail" | "console">): string {
  const sent = detail.body ? ` with the body ${short(detail.body.text)}` : "";
  const thrown = console.findLast(({ level }) => level === "exception" || level === "error")?.text;
  const lines = [
    `This call fails: ${method} ${path}${query === null ? "" : `?${query}`}${sent}.`,
    `It answers ${status}${detail.reply ? ` with ${short(detail.reply.text)}` : ""}.`,
    ...(thrown ? [`The console says: ${short(thrown)}`] : []),
    status >= 500 ? "It should succeed, or refuse with 4xx and the reason." : "It should succeed.",
  ];
  return lines.join("\n");
}

const short = (text: string): string => (text.length > MAX_PART ? `${text.slice(0, MAX_PART)}…` : text);
