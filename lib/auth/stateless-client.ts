import { createClient, type SupabaseClient } from "@supabase/supabase-js";

export interface SupabaseSettings {
  url: string;
  publishableKey: string;
}

const clients = new Map<string, SupabaseClient>();

/** Holds no session: one per process is enough, and its keys stay cached. */
export function statelessClient({ url, publishableKey }: SupabaseSettings): SupabaseClient {
  const known = clients.get(url) ?? createClient(url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false } });
  clients.set(url, known);
  return known;
}
