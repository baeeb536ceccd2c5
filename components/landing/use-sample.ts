"use client";

import { useCallback, useEffect, useState } from "react";
import { asHeld, type HeldKey, keep, onOtherTab, readHeld } from "./sample-store.ts";
import { askInTime } from "#components/ui/ask-in-time.ts";

export interface MadeCall {
  number: number;
  path: string;
  status: number;
  ms: number;
  /** It slept: what waking took. */
  wakeMs: number | null;
  body: string;
}
/** Why no call was made. `isLimit`: of keys, so only signing up leads on. */
export interface Trouble {
  message: string;
  isLimit: boolean;
}
const OFFLINE: Trouble = { message: "The server can’t be reached. Check the connection and try again.", isLimit: false };

/** Calls the sample API through the gateway, with a key of this visitor's that is made with the first call. */
export function useSample() {
  const [held, setHeld] = useState<HeldKey | null>(null);
  const [calls, setCalls] = useState<MadeCall[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    setHeld(readHeld());
    return onOtherTab(setHeld);
  }, []);

  const send = useCallback(async (path: string) => {
    setBusy(true);
    setTrouble(null);
    try {
      const { key, response, ms } = await callWithKey(path);
      const body = await response.text();
      const left = response.headers.get("X-RateLimit-Remaining");
      const now = { ...key, callsLeft: left === null ? key.callsLeft : Number(left) };
      keep(now);
      setHeld(now);
      const wake = /wake;dur=([\d.]+)/.exec(response.headers.get("Server-Timing") ?? "")?.[1];
      setCalls((before) => [{ number: before.length + 1, path, status: response.status, ms, wakeMs: wake === undefined ? null : Number(wake), body: pretty(body) }, ...before]);
    } catch (error) {
      setTrouble(error instanceof Refusal ? error.trouble : OFFLINE);
    } finally {
      setBusy(false);
    }
  }, []);
  return { held, calls, trouble, isBusy, send };
}

/** A key that is not known any more, because the installation is another, is replaced once. */
async function callWithKey(path: string): Promise<{ key: HeldKey; response: Response; ms: number }> {
  for (let isAgain = false; ; isAgain = true) {
    const key = await keyOfThisBrowser();
    const startedAt = performance.now();
    const response = await askInTime(`${key.url}${path}`, { credentials: "omit", headers: { Authorization: `Bearer ${key.key}` } });
    if (response.status !== 401 || isAgain) return { key, response, ms: performance.now() - startedAt };
    keep(null);
  }
}

class Refusal extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}

/** The one that is held, or a new one. Tabs that ask at once get the same. */
async function keyOfThisBrowser(): Promise<HeldKey> {
  const get = async (): Promise<HeldKey> => {
    const held = readHeld();
    if (held) return held;
    const response = await askInTime("/api/v1/sample-keys", { method: "POST" });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new Refusal({ message: messageOf(body) ?? `The server answered ${response.status}. Try again in a few seconds.`, isLimit: response.status === 429 });
    const fresh = asHeld(body);
    if (!fresh) throw new Refusal({ message: "The server answered with something unreadable. Try again in a few seconds.", isLimit: false });
    keep(fresh);
    return fresh;
  };
  // Locks are missing on plain http addresses other than localhost.
  return "locks" in navigator ? navigator.locks.request("sample-key", get) : get();
}

const messageOf = (body: unknown): string | null => (typeof body === "object" && body !== null && "message" in body && typeof body.message === "string" ? body.message : null);

/** JSON with line breaks; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
