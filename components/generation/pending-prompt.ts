const NAME = "pending-prompt";

/** Hands a description to /generate inside this tab. A link with the description would let any site start builds. */
export function leavePrompt(prompt: string): void {
  sessionStorage.setItem(NAME, prompt);
}

/** Takes the description that was left, once. */
export function takePrompt(): string | null {
  const prompt = sessionStorage.getItem(NAME);
  sessionStorage.removeItem(NAME);
  return prompt;
}
