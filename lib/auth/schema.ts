import { z } from "zod";

const EMAIL_MESSAGE = "Enter an e-mail address, like ada@example.com.";
export const MIN_PASSWORD_LENGTH = 10;
/** bcrypt reads no further. */
export const MAX_PASSWORD_BYTES = 72;

export const emailSchema = z.string(EMAIL_MESSAGE).trim().toLowerCase().max(254, EMAIL_MESSAGE).pipe(z.email(EMAIL_MESSAGE));

export const newPasswordSchema = z
  .string("Enter a password.")
  .min(MIN_PASSWORD_LENGTH, `The password needs at least ${MIN_PASSWORD_LENGTH} characters.`)
  .refine((value) => new TextEncoder().encode(value).length <= MAX_PASSWORD_BYTES, `The password can have at most ${MAX_PASSWORD_BYTES} bytes: letters and digits count one each, emoji four.`);

export const signUpSchema = z.object({ email: emailSchema, password: newPasswordSchema });
export type SignUpInput = z.input<typeof signUpSchema>;

export const signInSchema = z.object({ email: emailSchema, password: z.string("Enter your password.").min(1, "Enter your password.").max(1000, "This password is too long.") });
export type SignInInput = z.input<typeof signInSchema>;

export const resetPasswordSchema = z.object({ email: emailSchema });
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>;

/** The tokens come from the mailed link, which ends at `/update-password#access_token=…&refresh_token=…`; without them the session counts. */
export const updatePasswordSchema = z.object({ password: newPasswordSchema, accessToken: z.string().max(10_000).optional(), refreshToken: z.string().max(1_000).optional() });
export type UpdatePasswordInput = z.input<typeof updatePasswordSchema>;

export const changePasswordSchema = z.object({ current: z.string("Enter your password.").min(1, "Enter your password.").max(1000, "This password is too long."), password: newPasswordSchema });
export type ChangePasswordInput = z.input<typeof changePasswordSchema>;
