import { ID_KEY, keyOf } from "./stored-json.ts";

/** A document's field in SQL. Its key holds nothing that could end the text. */
export interface FieldSql {
  /** What lists are ordered by, never null: of a member its rank, then its value. */
  order: readonly string[];
  value: string;
  /** The place of its type: null, texts, numbers, booleans, the rest. */
  rank: string;
  /** As JSON, a missing one as null. */
  json: string;
  /** A text in lower case; null when it is none. */
  folded: string;
}

const COLUMNS: Readonly<Record<string, string>> = { id: "id", version: "version", createdAt: "created_at", updatedAt: "updated_at" };

export function fieldSql(field: string): FieldSql {
  const column = Object.hasOwn(COLUMNS, field) ? COLUMNS[field] : undefined;
  if (column !== undefined) return { order: [column], rank: "null", value: column, json: column, folded: `coalesce(folded ->> '$."${ID_KEY}"', lower(id))` };
  const path = `'$."${keyOf(field)}"'`;
  const [type, text] = [`json_type(data, ${path})`, `(data ->> ${path})`];
  const rank = `(case ${type} when 'text' then 1 when 'integer' then 2 when 'real' then 2 when 'true' then 3 when 'false' then 3 when 'array' then 4 when 'object' then 5 else 0 end)`;
  const value = `(case ${type} when 'integer' then ${text} * 1.0 when 'real' then ${text} * 1.0 when 'true' then 1 when 'false' then 0 when 'null' then 0 else coalesce(${text}, 0) end)`;
  return {
    order: [rank, value], rank, value,
    json: `coalesce(data -> ${path}, 'null')`,
    folded: `(case ${type} when 'text' then coalesce(folded ->> ${path}, lower(${text})) end)`,
  };
}
