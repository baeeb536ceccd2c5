import type { MetadataRoute } from "next";
import { webDeps } from "#lib/deps.ts";
import { listBlueprints } from "#lib/blueprints/list-blueprints.ts";

const PAGES = ["/", "/pricing", "/blueprints", "/docs", "/docs/concepts", "/docs/limits", "/docs/errors", "/docs/keys", "/docs/programs", "/docs/self-hosting", "/security", "/terms", "/privacy"];

/** Where this installation is, is known when it runs. */
export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  const { publicUrl } = webDeps();
  return [...PAGES, ...listBlueprints().map(({ id }) => `/blueprints/${id}`)].map((path) => ({ url: `${publicUrl}${path}` }));
}
