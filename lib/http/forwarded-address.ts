/** Whose request this is: the gateway writes the header, and strips what callers say in it. Empty without a gateway in front. */
export const forwardedAddress = (headers: Pick<Headers, "get">): string => (headers.get("x-forwarded-for") ?? "").split(",")[0]?.trim() ?? "";
