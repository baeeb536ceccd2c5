/** Where a list goes on after the row of that number; digits in base64 are base64url as well. */
export const writeCursor = (id: number): string => btoa(String(id)).replaceAll("=", "");
