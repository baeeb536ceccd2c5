"use server";

import { revalidatePath } from "next/cache";
import { answerFeedback } from "#lib/feedback/feedback-inbox.ts";
import { answerFeedbackSchema, sendFeedbackSchema } from "#lib/feedback/schema.ts";
import { sendFeedback } from "#lib/feedback/send-feedback.ts";
import { webDeps } from "#lib/deps.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { requireActor } from "../../current-actor.ts";
import { failureOf } from "../../failure-of.ts";

export async function sendFeedbackAction(type: string, message: string): Promise<{ message: string } | null> {
  const actor = await requireActor("/feedback");
  try {
    await sendFeedback(parseInput(sendFeedbackSchema, { type, message }), actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/feedback");
  return null;
}

export async function answerFeedbackAction(id: string, status: string, response: string): Promise<{ message: string } | null> {
  const actor = await requireActor("/feedback/inbox");
  try {
    await answerFeedback({ id, ...parseInput(answerFeedbackSchema, { status, response: response.trim() === "" ? null : response }) }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/feedback/inbox");
  return null;
}
