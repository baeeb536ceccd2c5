import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  devIndicators: false,
  typescript: { ignoreBuildErrors: false },
  /* Native or process-spawning packages stay plain Node imports: bundling breaks their paths. */
  serverExternalPackages: [
    "@anthropic-ai/sdk", "@supabase/lite", "kysely", "kysely-postgres-js", "oxc-parser", "postgres", "rolldown", "typescript", "undici", "workerd", "ws",
  ],
  headers: async () => [
    {
      source: "/:path((?!api_).*)",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
