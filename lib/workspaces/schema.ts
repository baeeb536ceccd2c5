import { z } from "zod";

export const planSchema = z.enum(["free", "pro", "enterprise"]);

/** A workspace with its plan, its limits (an administrator's override counts before the plan's figure) and what this hour used of them. */
export const workspaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  isPersonal: z.boolean(),
  plan: planSchema,
  limits: z.object({ callsPerHour: z.number().int(), generationsPerHour: z.number().int() }),
  usedThisHour: z.object({ calls: z.number().int(), generations: z.number().int() }),
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const ROLES = ["owner", "admin", "developer", "viewer"] as const;
export const roleSchema = z.enum(ROLES, "A role is one of owner, admin, developer, viewer.");
export type Role = z.infer<typeof roleSchema>;
/** An owner is made of a member, never by an address that anybody could hold. */
export const INVITED_ROLES = ["admin", "developer", "viewer"] as const;

/** How long an invitation's address lets somebody in: its table holds the same. */
export const INVITATION_DAYS = 7;

const nameSchema = z.string("Enter a name.").trim().min(1, "Enter a name.").max(80, "A name has at most 80 characters.");
export const workspaceNameSchema = z.object({ name: nameSchema });
export const changeRoleSchema = z.object({ role: roleSchema });
export const inviteSchema = z.object({ role: z.enum(INVITED_ROLES, "An invitation is for an admin, a developer or a viewer.") });
export const invitationTokenSchema = z.object({ token: z.string("Send what stands after /join/ in the address.").min(1).max(200) });

export const memberSchema = z.object({
  userId: z.string(),
  email: z.string(),
  displayName: z.string().nullable(),
  role: roleSchema,
  joinedAt: z.string().meta({ description: "ISO 8601." }),
  isYou: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  role: z.enum(INVITED_ROLES),
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().meta({ description: "ISO 8601." }),
});
export type Invitation = z.infer<typeof invitationSchema>;
export const newInvitationSchema = invitationSchema.omit({ invitedBy: true, createdAt: true }).extend({ token: z.string().meta({ description: "Told once." }), url: z.string().meta({ description: "Whoever opens it and signs in may join, once. Told once." }) });
export type NewInvitation = z.infer<typeof newInvitationSchema>;

/** What an invitation is to whoever holds its address. */
export interface FoundInvitation {
  workspaceId: string;
  workspaceName: string;
  role: (typeof INVITED_ROLES)[number];
  invitedBy: string;
  expiresAt: string;
  isMember: boolean;
}
