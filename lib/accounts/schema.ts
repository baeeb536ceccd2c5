import { z } from "zod";

export const accountSchema = z.object({
  id: z.string(),
  email: z.string(),
  displayName: z.string().nullable(),
  createdAt: z.string().meta({ description: "ISO 8601." }),
  workspaces: z.array(z.object({
    id: z.string(),
    name: z.string(),
    role: z.enum(["owner", "admin", "developer", "viewer"]),
    members: z.number().int(),
    isLastOwner: z.boolean().meta({ description: "Others work there and nobody else owns it: the account can't be deleted before somebody does." }),
  })),
});
export type Account = z.infer<typeof accountSchema>;

export const changeAccountSchema = z.object({ displayName: z.string("Enter a name.").trim().max(80, "A name has at most 80 characters.").nullable() });
export type ChangeAccount = z.infer<typeof changeAccountSchema>;

export const deleteAccountSchema = z.object({ password: z.string("Enter your password.").min(1, "Enter your password.").max(1000, "This password is too long.") });

export const deletedAccountSchema = z.object({ deleted: z.literal(true) });

export const sessionSchema = z.object({
  id: z.string(),
  createdAt: z.string().meta({ description: "When they signed in, ISO 8601." }),
  usedAt: z.string().meta({ description: "When it was last renewed, which happens about hourly while it is used." }),
});
export type Session = z.infer<typeof sessionSchema>;
