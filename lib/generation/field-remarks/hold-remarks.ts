import { outlineOfPlan } from "../outline/outline-of-plan.ts";
import { outlineSchema, type OutlineField, type OutlineThing, type ReadOutline } from "../outline/schema.ts";
import type { GeneratedApi } from "../parse.ts";
import { apiOfPlan } from "../resource-builder/api-of-plan.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { keepPlan, planOf } from "../resource-builder/plan-of-api.ts";
import type { Field, Resource } from "../resource-builder/resource-plan.ts";
import { fieldOfRemark } from "./field-of-remark.ts";
import { holdTold } from "./hold-told.ts";
import type { HeldRemark } from "./read-remarks.ts";

/** The API with every rule that was said of a field in it. Throws NotUnderstood where one can't be: whatever read the description, no rule that was stated is lost. */
export function holdRemarks(api: GeneratedApi, remarks: readonly HeldRemark[]): GeneratedApi {
  const plan = structuredClone(planOf(api));
  if (!plan && !remarks.some(isRuled)) return api;
  if (!plan) throw new NotUnderstood(`"${api.name}" comes ready-made, and has rules of its own: what is said of its fields isn't kept to.`, remarks[0]?.text);
  const before = JSON.stringify(plan.resources);
  for (const remark of remarks) {
    const found = fieldOfRemark(remark, plan.resources, labelOf);
    if (!isRuled(remark) && (!found || !/^(?:text|choice)$/.test(found.field.kind))) continue;
    if (!found) throw new NotUnderstood(`It isn't clear which field "${remark.text}" is said of.`, remark.text);
    const why = holdIn(found.field, remark) ?? holdBeside(found.field, found.thing, remark);
    if (why !== null) throw new NotUnderstood(why, remark.text);
  }
  const said = remarks.flatMap(({ label, told }) => (told.said ?? []).map((line) => `${label}: ${line}`));
  const issue = outlineSchema.safeParse(outlineOfPlan(plan)).error?.issues[0];
  if (issue && before !== JSON.stringify(plan.resources)) throw new NotUnderstood(`A field can't be built so: it ${issue.message}.`);
  const assumptions = [...api.assumptions, ...said.filter((line) => !api.assumptions.some((other) => other.includes(line.slice(line.indexOf(": ") + 2))))].slice(0, MOST_SAID);
  if (before === JSON.stringify(plan.resources)) return { ...api, assumptions };
  plan.assumptions = [...plan.assumptions, ...said];
  const { files, contractTests, description, about, points } = apiOfPlan(plan);
  return keepPlan({ ...api, files, contractTests, description, about, points, assumptions }, plan);
}

const MOST_SAID = 30;

/** A field of a plan is one of an outline, with other words for two of its facts. */
function holdIn(field: Field, { told }: HeldRemark): string | null {
  if (field.isReadOnly) return told.default === undefined || [field.default, field.options?.[0], field.min ?? 0].includes(told.default) ? null : `It can't begin as ${String(told.default)}: its state is set by its own calls.`;
  const { options, ...rest } = field;
  const same: OutlineField = { ...rest, name: field.label, ...(options ? { choices: options } : {}) };
  const why = holdTold(same, told);
  if (why !== null) return why;
  const { name: _name, choices, of: _of, ...held } = same;
  for (const name of ["min", "max", "isOverMin", "minLength", "maxLength", "default"] as const) delete field[name];
  delete field.options;
  Object.assign(field, held, choices ? { options: choices } : {});
  return null;
}

/** Values and kinds are what the readers of descriptions make fields and things of; a rule has no other place than its field. */
const isRuled = ({ told }: HeldRemark): boolean => Object.keys(told).some((name) => !/^(?:kind|choices|said|measured)$/.test(name));

const labelOf = ({ label }: Field): string => label;

/** Two fields that hold the same, one of them never below the other. */
function holdBeside(field: Field, resource: Resource, { told, before }: HeldRemark): string | null {
  if (!told.beside) return null;
  const other = fieldOfRemark({ label: told.beside.other, before }, [resource], labelOf)?.field;
  const [upper, lower] = told.beside.isAbove ? [field, other] : [other, field];
  if (!upper || !lower || upper === lower) return NO_OTHER;
  if (upper.above?.field === lower.name && upper.above.isStrict === told.beside.isStrict) return null;
  if (upper.kind !== lower.kind || !ORDERED.has(upper.kind)) return UNLIKE;
  if (upper.above || lower.above || upper.isReadOnly || lower.isReadOnly || upper.max !== undefined || lower.max !== undefined || resource.fields.some(({ above }) => above?.field === upper.name)) return "It can't be held to another field beside its other limits.";
  upper.above = { field: lower.name, isStrict: told.beside.isStrict };
  return null;
}

const NO_OTHER = "It isn't clear which field it is compared with.";
const UNLIKE = "Only two dates, two times or two numbers can be compared.";
const ORDERED = new Set<Field["kind"]>(["integer", "number", "money", "date", "dateTime", "time"]);

/** The outline with every rule that was said of a field in it; what can't be in it is told beside it. */
export function holdInOutline({ outline, open }: ReadOutline, remarks: readonly HeldRemark[]): ReadOutline {
  const next = structuredClone(outline);
  const lost: ReadOutline["open"] = [];
  for (const remark of remarks) {
    if (open.some(({ text }) => text.includes(remark.text))) continue;
    const found = fieldOfRemark(remark, next.things, ({ name }: OutlineField) => name);
    if (!isRuled(remark) && (!found || !/^(?:text|choice)$/.test(found.field.kind))) continue;
    const before = structuredClone(next);
    const why = found ? holdTold(found.field, remark.told) ?? besideIn(found.field, found.thing, remark) : "It isn't clear which field this is said of.";
    const issue = outlineSchema.safeParse(next).error?.issues[0];
    if (why === null && !issue) continue;
    next.things = before.things;
    lost.push({ text: remark.text, why: why ?? `It can't be held to that${issue ? `: ${FACTS[String(issue.path.at(-1))] ?? "it"} ${issue.message}` : ""}.` });
  }
  return { outline: next, open: [...lost, ...open] };
}

const FACTS: Record<string, string> = { minLength: "its least length", maxLength: "its greatest length", max: "its greatest value", default: "what it begins as", choices: "its list of values", isUnique: "the field, since" };

function besideIn({ name }: OutlineField, thing: OutlineThing, { told, before }: HeldRemark): string | null {
  if (!told.beside) return null;
  const other = fieldOfRemark({ label: told.beside.other, before }, [thing], (field: OutlineField) => field.name)?.field;
  if (!other || other.name === name) return NO_OTHER;
  const [field, lower] = told.beside.isAbove ? [name, other.name] : [other.name, name];
  if (!thing.rules.some((rule) => rule.rule === "above" && rule.field === field && rule.other === lower)) thing.rules.push({ rule: "above", field, other: lower, isStrict: told.beside.isStrict });
  return null;
}
