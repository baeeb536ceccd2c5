import type { ReadyCall } from "./draft-call.ts";

export const LANGUAGES = ["curl", "TypeScript", "Python"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The variable that every snippet takes the key from: none is ever part of a text that is copied around. */
export const KEY_VARIABLE = "API_KEY";

/** A call as a program that runs as it is shown, with the key in the environment. */
export function snippetOf(language: Language, url: string, call: ReadyCall): string {
  const where = { ...call, address: `${url}${call.path}` };
  return language === "curl" ? curl(where) : language === "TypeScript" ? typescript(where) : python(where);
}

type PlacedCall = ReadyCall & { address: string };

/** Quotes one shell word. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function curl({ method, address, headers, body }: PlacedCall): string {
  const lines = [`curl -sS ${method === "GET" ? "" : `-X ${method} `}${quote(address)}`, `-H "Authorization: Bearer $${KEY_VARIABLE}"`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quote(`${name}: ${value}`)}`);
  // --data-raw: a body that begins with @ is no file.
  if (body !== null) lines.push(`--data-raw ${quote(oneLine(body))}`);
  return lines.join(" \\\n  ");
}

function typescript({ method, address, headers, body }: PlacedCall): string {
  const lines = [`const reply = await fetch(${JSON.stringify(address)}, {`];
  if (method !== "GET") lines.push(`  method: ${JSON.stringify(method)},`);
  lines.push("  headers: {", `    Authorization: \`Bearer \${process.env.${KEY_VARIABLE}}\`,`);
  for (const [name, value] of Object.entries(headers)) lines.push(`    ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  lines.push("  },");
  if (body !== null) lines.push(isJson(body) ? `  body: JSON.stringify(${indented(body, 2, "  ")}),` : `  body: ${JSON.stringify(body)},`);
  lines.push("});", "console.log(reply.status, await reply.text());");
  return lines.join("\n");
}

/** With nothing but the standard library. A reply that isn't 2xx is one too. */
function python({ method, address, headers, body }: PlacedCall): string {
  const lines = ["import os, urllib.error, urllib.request", "", "request = urllib.request.Request(", `    ${JSON.stringify(address)},`, `    method=${JSON.stringify(method)},`, "    headers={", `        "Authorization": "Bearer " + os.environ["${KEY_VARIABLE}"],`];
  for (const [name, value] of Object.entries(headers)) lines.push(`        ${pythonText(name)}: ${pythonText(value)},`);
  lines.push("    },");
  if (body !== null) lines.push(`    data=${pythonText(oneLine(body))}.encode(),`);
  lines.push(")", "try:", "    reply = urllib.request.urlopen(request)", "except urllib.error.HTTPError as refused:", "    reply = refused", "print(reply.status, reply.read().decode())");
  return lines.join("\n");
}

/** JSON's escapes are Python's too, but for characters beyond 16 bits, which stay as they are. */
const pythonText = (text: string): string => JSON.stringify(text);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const oneLine = (body: string): string => (isJson(body) ? JSON.stringify(JSON.parse(body)) : body);
const indented = (body: string, spaces: number, margin: string): string => JSON.stringify(JSON.parse(body), null, spaces).replaceAll("\n", `\n${margin}`);
