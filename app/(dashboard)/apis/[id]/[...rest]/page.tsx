import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Not found" };

/** Addresses below an API that no page of it has, for the reason that nothing-here/page.tsx gives. */
export default function NothingOfAnApi() {
  notFound();
}
