/** One way of saying something, put in the way that the readers know. It must mean the same. */
export interface Rephrasing {
  said: RegExp;
  means: string | ((match: string, groups: string[], text: string) => string);
}
