/** Where one clause of a sentence may end and the next begin, outside brackets. */
const JOINT = /(?:,? (?:and|but|so|then|also|where|plus)(?: also| then)? |, | - |: |; )(?![^(]*\))/gi;
const MOST = 10;

export interface Parting {
  left: string;
  right: string;
  /** "X: Y": the one leads to the other. */
  isLead: boolean;
}

/** The ways of parting a sentence in two: "X and Y", "X, but Y", "X: Y". */
export const partings = (sentence: string): Parting[] =>
  [...sentence.matchAll(JOINT)].slice(0, MOST).map(({ 0: joint, index }) => ({ left: sentence.slice(0, index), right: sentence.slice(index + joint.length), isLead: /[:-]/.test(joint) }));
