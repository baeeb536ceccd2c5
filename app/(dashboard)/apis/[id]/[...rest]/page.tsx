import type { Metadata } from "next";
import { NothingFound } from "../../../../nothing-found.tsx";
import { type ApiPageProps, readApi } from "../read-api.ts";

export const metadata: Metadata = { title: "Not found" };

/** Addresses below an API that no page of it has, for the reason that nothing-here/page.tsx gives. */
export default async function NothingOfAnApi({ params }: ApiPageProps) {
  return (await readApi((await params).id)) && <NothingFound below="title" />;
}
