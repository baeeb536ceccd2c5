import type { MetadataRoute } from "next";
import { webDeps } from "#lib/deps.ts";

export const dynamic = "force-dynamic";

/** Public pages may be found; APIs, the REST API and what needs a session may not. */
export default function robots(): MetadataRoute.Robots {
  const { publicUrl } = webDeps();
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/api_", "/admin/", "/dashboard", "/generate", "/generations", "/apis/", "/api-keys", "/monitoring", "/profile", "/audit"] },
    sitemap: `${publicUrl}/sitemap.xml`,
  };
}
