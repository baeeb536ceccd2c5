/** A text of one character has no room for what tells the documents of a test apart. */
export const LEAST_LENGTH = 2;
