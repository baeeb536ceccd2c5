"use server";

import { revalidatePath } from "next/cache";
import { changeDocument } from "#lib/documents/change-document.ts";
import { deleteDocument } from "#lib/documents/delete-document.ts";
import { emptyCollection } from "#lib/documents/empty-collection.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../../../current-actor.ts";
import { failureOf } from "../../../../failure-of.ts";

interface Place {
  apiId: string;
  collection: string;
  id: string;
}

/** Why it was not stored; null when it was. */
type Refusal = { message: string } | null;

export async function changeDocumentAction(place: Place, version: number, json: string): Promise<Refusal> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return { message: "This is not JSON. Check its quotes, commas and braces." };
  }
  return attempt(place.apiId, (actor) => changeDocument({ ...place, data, ifVersion: (found) => found === version }, actor, webDeps()));
}

export async function deleteDocumentAction(place: Place, version: number): Promise<Refusal> {
  return attempt(place.apiId, (actor) => deleteDocument({ ...place, ifVersion: (found) => found === version }, actor, webDeps()));
}

export async function emptyCollectionAction(apiId: string, collection: string): Promise<Refusal> {
  return attempt(apiId, (actor) => emptyCollection({ apiId, collection }, actor, webDeps()));
}

async function attempt(apiId: string, work: (actor: Awaited<ReturnType<typeof requireActor>>) => Promise<unknown>): Promise<Refusal> {
  const path = `/apis/${apiId}/data`;
  const actor = await requireActor(path);
  try {
    await work(actor);
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath(path);
  return null;
}
