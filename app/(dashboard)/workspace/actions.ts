"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { WORKSPACE_COOKIE } from "#lib/auth/session.ts";
import { webDeps } from "#lib/deps.ts";
import { changeMember, removeMember } from "#lib/workspaces/change-member.ts";
import { createWorkspace } from "#lib/workspaces/create-workspace.ts";
import { acceptInvitation, inviteMember, withdrawInvitation } from "#lib/workspaces/invitations.ts";
import { renameWorkspace } from "#lib/workspaces/rename-workspace.ts";
import { type NewInvitation, inviteSchema, roleSchema } from "#lib/workspaces/schema.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { requireActor } from "../../current-actor.ts";
import { failureOf } from "../../failure-of.ts";

/** What an action answers: a message when it did not happen. */
type Refusal = { message: string } | null;

async function attempt(work: (actor: Awaited<ReturnType<typeof requireActor>>) => Promise<unknown>): Promise<Refusal> {
  const actor = await requireActor("/workspace");
  try {
    await work(actor);
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/workspace");
  return null;
}

export const changeRoleAction = async (userId: string, role: string): Promise<Refusal> => attempt((actor) => changeMember({ userId, role: parseInput(roleSchema, role) }, actor, webDeps()));
export const removeMemberAction = async (userId: string): Promise<Refusal> => attempt((actor) => removeMember({ userId }, actor, webDeps()));
export const withdrawAction = async (id: string): Promise<Refusal> => attempt((actor) => withdrawInvitation({ id }, actor, webDeps()));
export const renameAction = async (name: string): Promise<Refusal> => attempt((actor) => renameWorkspace({ name }, actor, webDeps()));

export async function inviteAction(role: string): Promise<{ invitation: NewInvitation } | { message: string }> {
  const actor = await requireActor("/workspace");
  try {
    const invitation = await inviteMember(parseInput(inviteSchema, { role }), actor, webDeps());
    revalidatePath("/workspace");
    return { invitation };
  } catch (error) {
    return { message: failureOf(error).message };
  }
}

/** Leaves the workspace; the next page is of somebody's own. */
export async function leaveAction(): Promise<Refusal> {
  const refusal = await attempt((actor) => removeMember({ userId: actor.userId }, actor, webDeps()));
  if (refusal) return refusal;
  (await cookies()).delete(WORKSPACE_COOKIE);
  redirect("/dashboard");
}

/** Only remembers the choice: each request asks whether they are a member there. */
async function choose(workspaceId: string): Promise<void> {
  (await cookies()).set(WORKSPACE_COOKIE, workspaceId, { path: "/", httpOnly: true, sameSite: "lax", secure: webDeps().publicUrl.startsWith("https:"), maxAge: 31_536_000 });
}

export async function switchWorkspaceAction(workspaceId: string): Promise<void> {
  await requireActor("/dashboard");
  await choose(workspaceId);
  revalidatePath("/", "layout");
}

export async function createWorkspaceAction(name: string): Promise<Refusal> {
  const actor = await requireActor("/dashboard");
  try {
    await choose((await createWorkspace({ name }, actor, webDeps())).id);
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/", "layout");
  return null;
}

export async function joinAction(token: string): Promise<Refusal> {
  const actor = await requireActor(`/join/${token}`);
  try {
    await choose((await acceptInvitation({ token }, actor, webDeps())).workspaceId);
  } catch (error) {
    return { message: failureOf(error).message };
  }
  redirect("/dashboard");
}
