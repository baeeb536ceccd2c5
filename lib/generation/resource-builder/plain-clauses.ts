import { readEntryClause } from "./entry-clauses.ts";
import { readSemicolonLists } from "./semicolon-lists.ts";

/** Ways of saying it that both readers want said plainly. */
export const plainClauses = (text: string): string => readEntryClause(readSemicolonLists(text));
