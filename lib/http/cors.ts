/** Reads CORS_ORIGINS: exact origins, comma-separated. Throws with words for what no browser sends as an origin, for `*` and for `null`. */
export function corsOriginsOf(text: string): string[] {
  return text.split(",").map((origin) => origin.trim()).filter((origin) => origin !== "").map((origin) => {
    const url = URL.canParse(origin) ? new URL(origin) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.origin !== origin.replace(/\/$/, "") || url.host.includes("*")) {
      throw new Error(`CORS_ORIGINS: ${JSON.stringify(origin)} is no origin. Write each like https://app.example.com, without a path; * and null are not accepted.`);
    }
    return url.origin;
  });
}

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/** What a page of another origin may do with the platform: everything when its origin is listed, nothing else. Flat name, value list. */
export function corsHeaders(origin: string | undefined, origins: readonly string[], { allowed, exposed }: { allowed: string; exposed: string }): string[] {
  if (origin === undefined || !origins.includes(origin)) return ["Vary", "Origin"];
  return [
    "Access-Control-Allow-Origin", origin, "Access-Control-Allow-Credentials", "true", "Vary", "Origin",
    "Access-Control-Allow-Methods", METHODS, "Access-Control-Allow-Headers", allowed, "Access-Control-Expose-Headers", exposed, "Access-Control-Max-Age", "600",
  ];
}
