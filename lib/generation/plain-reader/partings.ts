/** Where one clause of a sentence may end and the next begin, outside brackets. */
const JOINT = /(?:,? (?:and|but|so|then|also|where|plus)(?: also| then)? |, | - |: |; )(?![^(]*\))/gi;
const MOST = 10;
/** "the average of each film, best first": an order is of what stands before it. */
const ORDER = /^(?:the )?(?:best|highest|most|lowest|least|biggest|largest|top|worst)\b.*(?:first|on top|at the top)$/i;

export interface Parting {
  left: string;
  right: string;
  /** "X: Y": the one leads to the other. */
  isLead: boolean;
}

/** The ways of parting a sentence in two: "X and Y", "X, but Y", "X: Y". */
export const partings = (sentence: string): Parting[] =>
  [...sentence.matchAll(JOINT)].filter(({ 0: joint, index }) => !ORDER.test(sentence.slice(index + joint.length))).slice(0, MOST).map(({ 0: joint, index }) => ({ left: sentence.slice(0, index), right: sentence.slice(index + joint.length), isLead: /[:-]/.test(joint) }));
