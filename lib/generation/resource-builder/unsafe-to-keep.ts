/** The kinds of cards whose number opens no account: "library card number" is kept like any other text, a bare "card number" may be a bank's. */
const HARMLESS_CARD = "library|membership|student|loyalty|visitor|borrower";

/** Names of what must not be kept as plain data. */
export const UNSAFE = new RegExp(
  `\\b(?:passwords?|pass ?phrase|^pin$|pin code|cvv|cvc|(?:credit|debit) ?cards?(?: number)?|(?<!\\b(?:${HARMLESS_CARD}) )card number|social security(?: number)?|ssn|secret keys?|api keys?|private keys?|access tokens?)\\b`,
);
