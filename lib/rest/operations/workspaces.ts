import { z } from "zod";
import { changeMember, removeMember } from "#lib/workspaces/change-member.ts";
import { createWorkspace } from "#lib/workspaces/create-workspace.ts";
import { getWorkspace } from "#lib/workspaces/get-workspace.ts";
import { acceptInvitation, inviteMember, listInvitations, withdrawInvitation } from "#lib/workspaces/invitations.ts";
import { listMembers } from "#lib/workspaces/list-members.ts";
import { renameWorkspace } from "#lib/workspaces/rename-workspace.ts";
import { changeRoleSchema, type Invitation, invitationSchema, invitationTokenSchema, inviteSchema, type Member, memberSchema, type NewInvitation, newInvitationSchema, type Role, type Workspace, workspaceNameSchema, workspaceSchema } from "#lib/workspaces/schema.ts";
import { wholeOf } from "../page.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";

export const getWorkspaceOperation: Operation<undefined, Workspace> = {
  method: "GET",
  path: "/api/v1/workspace",
  summary: "The workspace that you work in: its plan, its limits and what this hour used of them",
  description: "A management key works in its own; a session in its personal one, or where the header X-Workspace-ID says.",
  scope: "workspace:read",
  output: workspaceSchema,
  run: ({ actor, deps }) => getWorkspace({}, actor, deps),
};

export const renameWorkspaceOperation: Operation<{ name: string }, { name: string }> = {
  method: "PATCH",
  path: "/api/v1/workspace",
  summary: "Name the workspace",
  scope: "workspace:write",
  body: workspaceNameSchema,
  example: { name: "Lovelace and daughters" },
  output: workspaceNameSchema,
  run: ({ body, actor, deps }) => renameWorkspace(body, actor, deps),
};

const createdSchema = z.object({ id: z.string(), name: z.string() });
export const createWorkspaceOperation: Operation<{ name: string }, z.infer<typeof createdSchema>> = {
  method: "POST",
  path: "/api/v1/workspaces",
  summary: "Make a workspace, of which you are the owner",
  scope: "account",
  body: workspaceNameSchema,
  example: { name: "Lovelace and daughters" },
  output: createdSchema,
  successStatus: 201,
  errors: ["conflict"],
  run: ({ body, actor, deps }) => createWorkspace(body, actor, deps),
};

export const listMembersOperation: Operation<undefined, { items: Member[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/members",
  summary: "Who works in the workspace, and in which role",
  scope: "workspace:read",
  output: wholeOf(memberSchema),
  run: async ({ actor, deps }) => ({ items: await listMembers({}, actor, deps), cursor: null }),
};

export const changeMemberOperation: Operation<{ role: Role }, { role: Role }> = {
  method: "PATCH",
  path: "/api/v1/members/{userId}",
  summary: "Give a member another role; only owners decide about owners",
  scope: "account",
  body: changeRoleSchema,
  example: { role: "developer" },
  output: changeRoleSchema,
  errors: ["not_found", "conflict"],
  run: ({ body, params, actor, deps }) => changeMember({ userId: param(params, "userId"), ...body }, actor, deps),
};

export const removeMemberOperation: Operation<undefined, void> = {
  method: "DELETE",
  path: "/api/v1/members/{userId}",
  summary: "Take a member out, or leave; the last owner stays",
  scope: "account",
  successStatus: 204,
  errors: ["not_found", "conflict"],
  run: ({ params, actor, deps }) => removeMember({ userId: param(params, "userId") }, actor, deps),
};

export const listInvitationsOperation: Operation<undefined, { items: Invitation[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/invitations",
  summary: "Open invitations, without their addresses",
  scope: "workspace:write",
  output: wholeOf(invitationSchema),
  run: async ({ actor, deps }) => ({ items: await listInvitations({}, actor, deps), cursor: null }),
};

export const inviteOperation: Operation<{ role: Invitation["role"] }, NewInvitation> = {
  method: "POST",
  path: "/api/v1/invitations",
  summary: "Make an address by which somebody joins, once, within a week",
  scope: "account",
  body: inviteSchema,
  example: { role: "developer" },
  output: newInvitationSchema,
  successStatus: 201,
  errors: ["conflict"],
  // A secret is told once: it is not kept for a repetition.
  toldAgain: ({ id, role, expiresAt }) => ({ id, role, expiresAt }),
  run: ({ body, actor, deps }) => inviteMember(body, actor, deps),
};

export const withdrawInvitationOperation: Operation<undefined, void> = {
  method: "DELETE",
  path: "/api/v1/invitations/{invitationId}",
  summary: "Withdraw an invitation: its address lets nobody in any more",
  scope: "account",
  successStatus: 204,
  errors: ["not_found"],
  run: ({ params, actor, deps }) => withdrawInvitation({ id: param(params, "invitationId") }, actor, deps),
};

const joinedSchema = z.object({ workspaceId: z.string() });
export const acceptInvitationOperation: Operation<{ token: string }, z.infer<typeof joinedSchema>> = {
  method: "POST",
  path: "/api/v1/invitations/accept",
  summary: "Join the workspace of an invitation",
  scope: "account",
  isRepeatable: true,
  body: invitationTokenSchema,
  example: { token: "k3o1Zp0Qw8uX2m7NcY5tR9eLbV4sHdJfGaTiKxMw" },
  output: joinedSchema,
  errors: ["not_found"],
  run: ({ body, actor, deps }) => acceptInvitation(body, actor, deps),
};
