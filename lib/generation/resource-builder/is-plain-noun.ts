import { askKind } from "./ask-kind.ts";

/** Whether a label that no list knows names somebody, by its ending: "carrier", "zookeeper", "trustee". Any other unknown word is asked for. */
export function isPlainNoun(label: string): boolean {
  const last = label.split(" ").at(-1) ?? "";
  return /^[a-z]{3,}(?: [a-z]{2,})?$/.test(label) && /(?:er|or|ist|ian|eer|ee|ant|man|woman|mate)$/.test(last) && !NOBODY.test(last) && askKind(label) === null;
}

/** Words that end so and are a number, a state, a wish or a thing of its own. */
const NOBODY = /(?:meter|metre|lit(?:er|re)|list|number|order|water|power|letter|counter|timer|offer|transfer|minder|winter|summer|over|under|never|other|either|ether|after|before|later|filter|layer|buffer|trigger|factor|error|major|minor|prior|erior|fiber|fibre|center|register|cover|humor|vapor|shower|calendar|quarter|chapter|per|fee|free|three|knee|tee|amount|percent|constant|relevant|important|pregnant|variant|compliant|human|german|discount|count|cheaper|bigger|better|smaller|older|newer|faster|higher|lower|longer|shorter|super|proper|clever|sober|tender|floor|poor|indoor|outdoor|color|colour|score|diameter)$/;
