/** Who calls, by the SHA-256 of the key in hexadecimal digits. */
export type Keys = ReadonlyMap<string, string>;

/** `API_KEYS`: `consumer:key` pairs with commas between them. Throws for what is not one. */
export async function readKeys(text: string | undefined): Promise<Keys> {
  const pairs = (text ?? "").split(",").map((pair) => pair.trim()).filter((pair) => pair !== "");
  return new Map(await Promise.all(pairs.map(async (pair): Promise<[string, string]> => {
    const at = pair.lastIndexOf(":");
    const [consumer, key] = [pair.slice(0, at), pair.slice(at + 1)];
    if (at < 1 || key.length < 20) throw new Error("API_KEYS holds consumer:key pairs with commas between them; a key has at least 20 characters.");
    return [await digestOf(key), consumer];
  })));
}

export async function digestOf(key: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
