import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  devIndicators: false,
  /* A page comes with its title for everybody, as Next does it for crawlers: streamed behind the page, a live update could leave it without one for a moment. */
  htmlLimitedBots: /.*/,
  /* `npm test` checks the types of the whole tree; a start need not do it again. */
  typescript: { ignoreBuildErrors: true },
  /* Native or process-spawning packages stay plain Node imports: bundling breaks their paths. */
  serverExternalPackages: [
    "@anthropic-ai/sdk", "@sentry/nextjs", "@supabase/lite", "kysely", "kysely-postgres-js", "oxc-parser", "postgres", "rolldown", "typescript", "undici", "workerd", "ws",
  ],
  /* Tried after pages and files, before dynamic routes. Those live under an API's id, /admin, /apis, /api, and one step below /join and /blueprints. */
  rewrites: async () => ({
    beforeFiles: [],
    afterFiles: [{ source: "/:path((?!api_[a-z0-9]{16}(?:/|$)|admin/|apis/|join/[^/]+$|blueprints/[^/]+$|api/|_next/).+)", destination: "/nothing-here" }],
    fallback: [],
  }),
  /* The docs are pages; whoever asks for them without being a browser gets the reference. Next's own requests for a page's parts say `rsc`. */
  redirects: async () => [
    { source: "/docs", missing: [{ type: "header", key: "accept", value: ".*text/html.*" }, { type: "header", key: "rsc" }], destination: "/api/docs", permanent: false },
  ],
  headers: async () => [
    {
      source: "/:path((?!api_).*)",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        // Beside frame-ancestors: what looks like a file and is answered with a page has no policy of proxy.ts.
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
