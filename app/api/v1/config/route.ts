import { connection } from "next/server";
import { webDeps } from "#lib/deps.ts";

/** What a program needs to sign in with supabase-js: public by nature. */
export async function GET(): Promise<Response> {
  await connection();
  const { publicUrl, supabase } = webDeps();
  return Response.json({ supabaseUrl: publicUrl, publishableKey: supabase.publishableKey });
}
