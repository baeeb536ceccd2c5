import { AppError } from "#lib/errors.ts";

/** A path parameter; one that is missing or empty is an address that does not exist. */
export function param(params: Record<string, string>, name: string): string {
  const value = params[name];
  if (!value) throw new AppError("not_found", "There is nothing at this address.");
  return value;
}
