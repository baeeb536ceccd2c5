/** A part of the description that can't be built or read. `part` is that part, as far as it is known. */
export class NotUnderstood extends Error {
  readonly part: string | null;
  /** The part is a field whose kind isn't said: with it said, the description may build. */
  readonly isKindMissing: boolean;

  constructor(message: string, part: string | null = null, isKindMissing = false) {
    super(message);
    this.name = "NotUnderstood";
    this.part = part;
    this.isKindMissing = isKindMissing;
  }
}
