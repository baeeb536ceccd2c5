import { startTransition } from "react";
import { toast } from "#components/ui/toast.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";

/** Signs out, or says that it did not happen: whoever walks away from a desk has to know. */
export function leave(signOut: () => Promise<void>): void {
  startTransition(() => signOut().catch((error: unknown) => void toast.failed("You are still signed in", { detail: whyUnanswered(error) })));
}
