import { markOptions } from "../resource-builder/split-items.ts";
import { isPlural } from "../resource-builder/words.ts";
import { harvestField } from "./harvest-field.ts";
import { itemsOf } from "./harvest-lists.ts";
import { addFields, type Harvest, thingCalled } from "./harvested.ts";
import { nounOf } from "./noun-of.ts";

const GROUP = /((?:^|, (?:and )?| and |: | - |; )(?:[a-z' -]*?\b(?:for|of|manage|track|keep|store|have|need|with) )?)((?:[a-z-]+ ){0,2}[a-z-]+) ?\(([^()]*,[^()]*)\)/g;

/** "dogs (name, breed, age), walks (dog, start)": each with what stands in brackets behind it. What is in brackets and is no field is returned. */
export function takeBracketed(text: string, harvest: Harvest, isBullet: boolean): { rest: string; isTaken: boolean; open: string[] } {
  const open: string[] = [];
  let isTaken = false;
  const isSeries = (text.match(/\([^()]*,[^()]*\)/g) ?? []).length > 1;
  const rest = text.replace(GROUP, (whole, lead: string, head: string, inside: string) => {
    const items = itemsOf(markOptions(inside));
    const like = items.filter((item) => FIELD_LIKE.test(item)).length;
    const read = items.map((item) => ({ item, field: harvestField(item) }));
    const lost = read.filter(({ field }) => field === null).map(({ item }) => item);
    const areFields = lost.length * 4 <= items.length && (like * 2 >= Math.min(items.length, 4) || (isSeries && like > 0));
    const isHead = isPlural(head.split(" ").at(-1) ?? "") || harvest.things.some(({ singular: one }) => one === head) || (isBullet && lead === "" && items.length > 2) || (isSeries && like > 1);
    const noun = isHead && areFields && !CHOICE_HEAD.test(head) ? nounOf(head) : null;
    if (noun === null) return whole;
    const thing = thingCalled(noun, harvest);
    thing.isListed = true;
    addFields(thing, read.flatMap(({ field }) => (field === null || field === "built-in" ? [] : [field])));
    harvest.current = thing;
    isTaken = true;
    open.push(...lost);
    return lead + head;
  });
  return { rest: rest.replace(/^[\s,;:.-]+|[\s,;:-]+$/g, "").replace(/^and$/, ""), isTaken, open };
}

const CHOICE_HEAD = /\b(?:status|state|priority|type|kind|category|level|stage|size|severity|condition|mood|format|difficulty|colou?r|plan|tier|phase|genre|role|sizes|colou?rs|categories|types|statuses)$/;
/** Words that name what a field holds. */
export const FIELD_LIKE = /\b(?:name|title|email|phone|date|time|price|amount|number|address|description|notes?|text|status|type|age|year|start|end|from|to|quantity|qty|plate|make|model|breed|city|url|link|due|day|how|location|place|category|owner|author|done|paid|unit|size|colou?r|weight|height|rating|score|by|at|on|id|code|reason|comment|who|what|when|where|capacity|price|customer|member|user|company|level|points?|brand|reps|sets|duration|distance)\b|\?$/;
