/** The first value of a header in a flat name, value list. `name` in lower case. */
export function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  for (let i = 0; i < rawHeaders.length; i += 2) if (isNamed(rawHeaders[i], name)) return rawHeaders[i + 1];
  return undefined;
}

/** Every value of a header, in order. */
export function headersOf(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const value = rawHeaders[i + 1];
    if (value !== undefined && isNamed(rawHeaders[i], name)) values.push(value);
  }
  return values;
}

/** Most names differ in length already: every call has its headers looked through a dozen times. */
const isNamed = (header: string | undefined, name: string): boolean => header !== undefined && header.length === name.length && header.toLowerCase() === name;

/** Bytes of the header lines, as they travel. */
export function headerBytes(rawHeaders: readonly string[]): number {
  let bytes = 0;
  for (const part of rawHeaders) bytes += part.length + 2;
  return bytes;
}

/** RFC 9110 §7.6.1, with the names from before it. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings"]);

/** Drops hop-by-hop headers, what `Connection` names, and whatever `isDropped` says (lower-case name, value). */
export function endToEndHeaders(rawHeaders: readonly string[], isDropped: (name: string, value: string) => boolean): string[] {
  const named = namedByConnection(rawHeaders);
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? "";
    const value = rawHeaders[i + 1] ?? "";
    const lower = name.toLowerCase();
    if (!HOP_BY_HOP.has(lower) && !named?.has(lower) && !isDropped(lower, value)) kept.push(name, value);
  }
  return kept;
}

function namedByConnection(rawHeaders: readonly string[]): ReadonlySet<string> | null {
  const values = headersOf(rawHeaders, "connection");
  return values.length === 0 ? null : new Set(values.flatMap((value) => value.split(",")).map((token) => token.trim().toLowerCase()));
}
