/** A part of the description that can't be built or read. `part` is that part, as far as it is known. */
export class NotUnderstood extends Error {
  readonly part: string | null;

  constructor(message: string, part: string | null = null) {
    super(message);
    this.name = "NotUnderstood";
    this.part = part;
  }
}
