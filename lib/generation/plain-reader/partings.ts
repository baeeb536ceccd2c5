/** Where one clause of a sentence may end and the next begin, outside brackets. */
const JOINT = /(?:,? (?:and|but|so|then|also|where|plus)(?: also| then)? |, | - |: |; )(?![^(]*\))/gi;
const MOST = 10;
/** "the average of each film, best first": an order is of what stands before it. */
const ORDER = /^(?:the )?(?:best|highest|most|lowest|least|biggest|largest|top|worst)\b.*(?:first|on top|at the top)$/i;

/** "one milking per cow, day and shift", "twice for the same date and start time" is said of all of them: no clause ends within them. */
const PER = /\b(?:per|for each|for every|same) [a-z]+(?: [a-z]+)?(?:, [a-z]+(?: [a-z]+)?)*$/i;
const isOneList = (left: string, right: string): boolean => PER.test(left) && right.split(/,? and |, /).every((name) => /^[a-z]+(?: [a-z]+)?$/i.test(name));

export interface Parting {
  left: string;
  right: string;
  /** "X: Y": the one leads to the other. */
  isLead: boolean;
}

/** The ways of parting a sentence in two: "X and Y", "X, but Y", "X: Y". */
export const partings = (sentence: string): Parting[] =>
  [...sentence.matchAll(JOINT)].map(({ 0: joint, index }) => ({ left: sentence.slice(0, index), right: sentence.slice(index + joint.length), isLead: /[:-]/.test(joint) }))
    .filter(({ left, right }) => !ORDER.test(right) && !isOneList(left, right)).slice(0, MOST);
