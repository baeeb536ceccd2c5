/** What an owner may do with its own rows through the REST server. A table of the schema that is missing here fails the tests. */
export interface TableAccess {
  /** The column that says whose row it is. */
  owner: "id" | "workspace_id" | "user_id";
  /** Columns that even the owner can't read; `all`: none of the table. */
  hidden: readonly string[] | "all";
  /** Columns that the owner may write. */
  writable: readonly string[];
}

const readOnly: TableAccess = { owner: "workspace_id", hidden: [], writable: [] };

export const TABLE_ACCESS: Record<string, TableAccess> = {
  workspaces: { owner: "id", hidden: [], writable: ["name"] },
  workspace_members: readOnly,
  user_profiles: { owner: "id", hidden: [], writable: ["display_name"] },
  apis: { owner: "workspace_id", hidden: [], writable: ["name", "description", "about", "calls_per_hour"] },
  versions: readOnly,
  version_bundles: { ...readOnly, hidden: "all" },
  deployments: readOnly,
  keys: { ...readOnly, hidden: ["key_hash", "pepper_version"] },
  api_usage: readOnly,
  api_usage_rollups: readOnly,
  request_logs: readOnly,
  call_records: readOnly,
  documents: readOnly,
  document_uniques: { ...readOnly, hidden: "all" },
  secrets: { ...readOnly, hidden: ["ciphertext"] },
  approved_hosts: readOnly,
  outbound_calls: readOnly,
  generations: readOnly,
  generation_events: readOnly,
  rate_limit_usage: readOnly,
  audit_events: readOnly,
  feedback: { ...readOnly, owner: "user_id" },
};
