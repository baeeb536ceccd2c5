/** The description can't be built as it is. `message` says why and what can be; each suggestion works when used as it stands. */
export class Refusal extends Error {
  readonly suggestions: string[];

  constructor(message: string, suggestions: string[] = []) {
    super(message);
    this.name = "Refusal";
    this.suggestions = suggestions;
  }
}
