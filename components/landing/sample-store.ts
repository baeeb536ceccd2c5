import type { SampleKey } from "#lib/sample/schema.ts";

/** The visitor's key, and what is left of it: shared by the tabs of this browser. */
export interface HeldKey extends SampleKey {
  callsLeft: number;
}

const NAME = "sample-key";
/** Of a browser that keeps nothing: as long as the page is open. */
let inMemory: HeldKey | null = null;

/** Null: none, or it has expired. */
export function readHeld(): HeldKey | null {
  const held = stored();
  return held && Date.parse(held.expiresAt) > Date.now() ? held : null;
}

export function keep(held: HeldKey | null): void {
  inMemory = held;
  try {
    if (held) localStorage.setItem(NAME, JSON.stringify(held));
    else localStorage.removeItem(NAME);
  } catch {
    // Nothing may be stored here.
  }
}

/** Told when another tab made a call, or a key. */
export function onOtherTab(listener: (held: HeldKey | null) => void): () => void {
  const heed = (event: StorageEvent) => {
    if (event.key === NAME) listener(readHeld());
  };
  window.addEventListener("storage", heed);
  return () => window.removeEventListener("storage", heed);
}

function stored(): HeldKey | null {
  try {
    const text = localStorage.getItem(NAME);
    return text === null ? inMemory : asHeld(JSON.parse(text));
  } catch {
    return inMemory;
  }
}

/** A key with its parts, a new one with all of its calls; null: something else. Not zod: this page should be light. */
export function asHeld(value: unknown): HeldKey | null {
  if (typeof value !== "object" || value === null) return null;
  const { apiId, url, key, calls, expiresAt, callsLeft = calls } = value as Record<string, unknown>;
  if (typeof apiId !== "string" || typeof url !== "string" || typeof key !== "string" || typeof expiresAt !== "string") return null;
  return typeof calls === "number" && typeof callsLeft === "number" ? { apiId, url, key, calls, expiresAt, callsLeft } : null;
}
