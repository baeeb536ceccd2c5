"use client";

import { useEffect, useReducer, useRef, useState } from "react";
import type { CallEntry, CallPage } from "#lib/calls/schema.ts";
import { askInTime } from "#components/ui/ask-in-time.ts";
import { followEvents } from "../follow-events.ts";
import { type Calls, foldCalls, startCalls } from "./fold-calls.ts";

/** A search goes on by itself until so many are found, or so many pages held none. */
const ENOUGH = 20;
const MOST_PAGES = 40;

interface ShownCalls extends Calls {
  /** It looks further back by itself. */
  isSearching: boolean;
  readOlder(): void;
  readNewest(): void;
  stop(): void;
}

/** An API's calls that fit a query, newest first: those that were there, those that end while somebody looks, and older ones when asked for. */
export function useCalls(apiId: string, query: string, first: CallPage, isFrozen: boolean): ShownCalls {
  const [calls, dispatch] = useReducer(foldCalls, first, startCalls);
  const [isStopped, setStopped] = useState(false);
  const list = `/api/v1/apis/${apiId}/calls`;
  const newest = useRef<number | null>(first.items[0]?.id ?? null);
  useEffect(() => {
    if (isFrozen) return;
    const gone = new AbortController();
    const follow = { address: `${list}/live${query === "" ? "" : `?${query}`}`, event: "call", parse: readCall, after: newest.current };
    void followEvents(follow, gone.signal, (change) => {
      if (change.kind === "entry") newest.current = change.entry.id;
      dispatch(change);
    });
    return () => gone.abort();
  }, [list, query, isFrozen]);

  const isSearching = query !== "" && !isStopped && calls.cursor !== null && calls.older !== "failed" && calls.items.length < ENOUGH && calls.searched < MOST_PAGES;
  useEffect(() => {
    if (!isSearching || calls.cursor === null) return;
    const gone = new AbortController();
    dispatch({ kind: "reading" });
    void readPage(`${list}?${query}&cursor=${calls.cursor}`, gone.signal).then((page) => gone.signal.aborted || dispatch(page ? { kind: "older", page } : { kind: "failed" }));
    return () => gone.abort();
  }, [isSearching, calls.cursor, list, query]);

  async function read(kind: "older" | "newest") {
    dispatch({ kind: "reading" });
    const asked = new URLSearchParams(query);
    if (kind === "older" && calls.cursor !== null) asked.set("cursor", calls.cursor);
    const page = await readPage(`${list}?${asked.toString()}`);
    dispatch(page ? { kind, page } : { kind: "failed" });
  }
  return { ...calls, isSearching, readOlder: () => void read("older"), readNewest: () => void read("newest"), stop: () => setStopped(true) };
}

/** What reads calls comes with the first of them. */
const schemas = () => import("#lib/calls/schema.ts");

const readCall = async (value: unknown): Promise<CallEntry | null> => (await schemas()).callEntrySchema.safeParse(value).data ?? null;

/** Null: it could not be read. */
async function readPage(address: string, signal?: AbortSignal): Promise<CallPage | null> {
  try {
    const response = await askInTime(address, signal ? { signal } : {});
    return response.ok ? (await schemas()).callPageSchema.parse(await response.json()) : null;
  } catch {
    return null;
  }
}
