import { isPlural, singular } from "./words.ts";

/** Whether a plural says how many: "boxes", "eggs collected", "tickets sold", "bikes available". */
export function countsThem(label: string): boolean {
  const words = label.split(" ");
  const dealt = words.length > 1 && DEALT.test(words.slice(1).join(" ")) ? words[0] ?? "" : null;
  if (dealt !== null) return dealt.endsWith("s") && !NAMED.test(dealt);
  const last = words.at(-1) ?? "";
  return (COUNTED.has(singular(last)) && isPlural(last)) || /^(?:kids|children|adults|people|persons|goals|errors)$/.test(label);
}

/** What is done with things that are counted, not named. */
const DEALT = /^(?:sold|collected|caught|laid|eaten|baked|made|harvested|picked|scored|conceded|served|printed|produced|planted|delivered|shipped|ordered|booked|donated|wasted|thrown away|broken|lost|won|missed|drawn|played|left|available|free|occupied|needed|present|absent|present today|received|returned|counted|found|walked|climbed|swum|burned|burnt|smoked|drunk|granted|reserved|solved|completed|answered|attended|treated|interviewed|inspected|transported|carried|repaired|washed|on hand|in stock|per (?:box|pack|packet|bag|case|crate|person|table|row|room|set|class|team|day|week|month))$/;
/** Things that are named even where something was done with them. */
const NAMED = /^(?:topics|materials|tools|symptoms|medicines|medications|spices|songs|exercises|subjects|methods|parts|languages|words|names|notes|issues|problems|places|skills|techniques)$/;
/** Things that a field counts when it names them in the plural. */
const COUNTED = new Set(
  ("box packet sack crate barrel piece egg exposure dock frame repetition defect passenger pallet bag carton can tin jar win loss goal shot hit order sale bike lap chair slot spot space tree seedling cow hen chicken lamb calf piglet puppy kitten brick tile plank bottle cup glass slice cookie loaf " +
    "loaves ticket invite kid adult employee vehicle parcel letter attempt retry mistake dose tablet pill drop stitch row knot round match win draw defeat foul super pup mite bee fish catch bird nest wheel door window floor storey desk lane hole run wicket stroke push-up pushup situp pullup burpee squat step breath child")
    .split(" "),
);
