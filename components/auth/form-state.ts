/** What a form shows after its action: a message, errors by field, and what was typed (never a password). */
export interface FormState {
  status: "idle" | "failed" | "done";
  message: string;
  errors: Record<string, string>;
  email: string;
}
export const EMPTY_FORM: FormState = { status: "idle", message: "", errors: {}, email: "" };
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;

/** After an action that gave no answer: the address that was typed stays. */
export function unanswered(message: string, _state: FormState, data: FormData): FormState {
  const email = data.get("email");
  return { status: "failed", message, errors: {}, email: typeof email === "string" ? email : "" };
}
