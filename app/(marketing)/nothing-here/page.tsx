import type { Metadata } from "next";
import { NothingFound } from "../../nothing-found.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Where next.config.ts sends addresses that no page has: the gateway's fallback route would answer them with an empty 404. */
export default function NothingHere() {
  return <NothingFound />;
}
