interface Call {
  url: string;
  method: string;
  path: string;
  body?: unknown;
  key: string;
}

/** Quotes one shell word. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A curl line that runs as shown. */
export function curlOf({ url, method, path, body, key }: Call): string {
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${quote(url + path)}`, `-H ${quote(`Authorization: Bearer ${key}`)}`];
  if (body !== undefined) lines.push("-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(body))}`);
  return lines.join(" \\\n  ");
}
