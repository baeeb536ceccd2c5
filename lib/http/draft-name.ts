import { createHash } from "node:crypto";

/** How a draft's address names it after the API's id: `4-…`, its number and what nobody can guess. Keys are given to consumers, numbers can be counted up: whom its workspace tells may call it. */
export const draftName = (number: number, versionId: string): string => `${number}-${createHash("sha256").update(`draft ${versionId}`).digest("hex").slice(0, 16)}`;
