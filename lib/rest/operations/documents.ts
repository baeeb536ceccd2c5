import { z } from "zod";
import type { PublicOperation } from "../serve.ts";

/** What a program needs to sign in with supabase-js: public by nature. */
export const configOperation: PublicOperation<{ supabaseUrl: string; publishableKey: string }> = {
  method: "GET",
  path: "/api/v1/config",
  summary: "What a program needs to sign people in",
  scope: null,
  output: z.object({ supabaseUrl: z.string(), publishableKey: z.string() }),
  run: ({ deps: { publicUrl, supabase } }) => ({ supabaseUrl: publicUrl, publishableKey: supabase.publishableKey }),
};

export const openApiOperation: PublicOperation<Record<string, unknown>> = {
  method: "GET",
  path: "/api/openapi.json",
  summary: "This document",
  scope: null,
  output: z.record(z.string(), z.unknown()),
  // Loaded when asked for: the document is made from all operations, this one among them.
  run: async ({ deps }) => (await import("../openapi.ts")).openApiDocument(deps.publicUrl),
};
