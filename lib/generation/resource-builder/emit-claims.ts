import type { Shape } from "./resource-shape.ts";
import { listWords } from "./words.ts";

/**
 * Times that don't overlap: before a document is written its time is claimed in one document per room (or whatever has the times), which only
 * the call that read its newest version can write. After a minute what was claimed is stored or has failed.
 */
export function emitClaims(shape: Shape): string | null {
  const { names, resource } = shape;
  const { apart } = resource;
  if (!apart) return null;
  const { start, end, per, unless } = apart;
  const type = shape.name("Claims");
  const { claims } = names;
  const of = per.map((name) => `${name}: item.${name}, `).join("");
  const fields = [...per, start, end, ...(unless ? [unless.field] : [])];
  const item = `Pick<${unless && resource.fields.some(({ name, isReadOnly }) => isReadOnly && name === unless.field) ? shape.name("Data") : shape.name("Input")}, ${fields.map((name) => `"${name}"`).join(" | ")}>`;
  const perNames = listWords(resource.fields.filter(({ name }) => per.includes(name)).map(({ label }) => label));
  return `/** Times that were claimed in the last minute, also by ${resource.plural} that aren't stored yet. */
type ${type} = { claims: { id: string; start: string; end: string; at: number }[] };
const ${claims} = (env: Env) => env.DATA.collection<${type}>("${claims}");
/** Claims the time of ${resource.plural}, or refuses. Of two calls at once one sees the other's claim. */
const claim${names.schema} = (env: Env, id: string, item: ${item}, isKept = true) => retried(async () => {
  const at = Date.now();
  const key = ${per.length === 0 ? '"all"' : per.length === 1 ? `item.${per[0] ?? ""}` : `\`${per.map((name) => `\${item.${name}}`).join("|")}\``};
  const of = existing((await ${claims}(env).get(key)) ?? (await ${claims}(env).insert({ id: key, claims: [] }).catch((error: unknown) => {
    if (error instanceof DataError && error.code === "conflict") return ${claims}(env).get(key);
    throw error;
  })), "calendar");
  const others = of.claims.filter((claim) => claim.id !== id && claim.at > at - 60_000);
  if (!isKept${unless ? ` || item.${unless.field} === ${JSON.stringify(unless.value)}` : ""}) return void (await ${claims}(env).update(key, { claims: others }, { ifVersion: of.version }));
  const isTaken = others.some((claim) => claim.start < item.${end} && claim.end > item.${start});
  if (isTaken || (await ${names.store}(env).count({ ${of}${start}: { lt: item.${end} }, ${end}: { gt: item.${start} }, ${unless ? `${unless.field}: { ne: ${JSON.stringify(unless.value)} }, ` : ""}id: { ne: id } })) > 0) {
    throw refuse(409, "overlap", "Another ${resource.singular}${perNames === "" ? "" : ` of this ${perNames}`} is at this time");
  }
  await ${claims}(env).update(key, { claims: [...others, { id, start: item.${start}, end: item.${end}, at }] }, { ifVersion: of.version });
});`;
}

/** Claims the time of an item; where it was `before` at something else, gives that up. */
export function claimCall({ names, resource, readOnly }: Shape, id: string, item: string, before?: string): string {
  const { apart } = resource;
  const state = readOnly.find(({ name }) => name === apart?.unless?.field);
  const whole = before === undefined && state ? `{ ...${item}, ${state.name}: ${JSON.stringify(state.default ?? state.options?.[0] ?? false)} }` : item;
  return `claim${names.schema}(env, ${id}, ${whole})${before !== undefined && apart && apart.per.length > 0 ? `;\n  if (${apart.per.map((name) => `${item}.${name} !== ${before}.${name}`).join(" || ")}) await claim${names.schema}(env, ${id}, ${before}, false)` : ""}`;
}
