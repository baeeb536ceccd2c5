import { TEXT_NOUNS } from "./field-nouns.ts";
import { inferKind } from "./infer-kind.ts";
import { isPlural } from "./words.ts";

export type AskedKind = "number" | "date" | "yes/no" | "list" | "text";

/** What a label may hold other than text though its name doesn't say it surely: taken for text it would be a wrong API, so that it is asked for. Null where text is right. */
export function askKind(label: string): AskedKind | null {
  const last = label.split(" ").at(-1) ?? "";
  if (IDENTIFIES.test(label)) return null;
  if (YES_OR_NO.test(label)) return "yes/no";
  if (UNSURE.test(label)) return "text";
  if (DATED.test(label)) return "date";
  if ((MEASURED.test(label) && !isThing(label)) || LASTS.test(label)) return "number";
  if (isPlural(last) && !LISTS.test(last) && inferKind(label).kind !== "list") return "list";
  return null;
}

/** Whether several of it are surely texts: the symptoms of one visit. */
export const isStrongList = (label: string): boolean => LISTS.test(label.split(" ").at(-1) ?? "") || inferKind(label).kind === "list";

/** A number that names one of many, and what is said of how or where something is. */
const IDENTIFIES = /(?:^|\b(?!week|question|day|lap|round)[a-z]+ )(?:number|code|id|key|type|name|group|direction|unit|units|method|location|label|text|title)$|^key value$/;

/** Amounts, in the singular and the plural. */
const MEASURED = new RegExp(
  "\\b(?:net|gross|level|battery|proteins?|fats?|sugars?|sodium|salt|carbs|fib(?:er|re)|caffeine|alcohol|overtime|breaks?|rebates?|commissions?|bonus(?:es)?|interest|loan|advance|fine|penalty|left(?! [a-z])|remaining|pace|pain|probability|chances?|risk|confidence|estimated?|effort|" +
  "values?|worth|turnover|margin|markup|stake|equity|cash|minimum|maximum|min|max|minimal|maximal|rain|rainfall|snow|snowfall|wind|watts?|cpu|ram|disk|memory|storage|latency|uptime|downtime|median|mean|average|times|hours|minutes|seconds|days|weeks|months|years|spent|worked|savings?|earnings?|" +
  "wattage|consumption|usage|gain|loss|strength|load|mass|amounts?|quantity|sum|count|debts?|headcount|staff|followers|dependents|replicas?|contents?|vintage|bmi|sleep|stress|high|low|kcal|calories|abv|acreage|sun|harvest|eggs|horsepower|tempo|bitrate|toll|velocity|experience|playtime|complexity|cups|shares|shelf life|saturation|angle|pressure|ratio|threshold|gravity|ha?emoglobin|glucose|cholesterol|insulin|acidity|moisture|salinity|conductivity|torque|magnification|bids?|mbit|gbit|mbps|reorder|point|instances|threads|retries|attempts|(?:plot|lot|batch|herd|flock|garden|farm|flat|apartment|audience|sample|family|pool|swarm) size)\\b(?<!^level$)",
);

/** A storage box is a box; a minimum order is a number of them. */
const isThing = (label: string): boolean => { const words = label.split(" "); return words.length > 1 && !MEASURED.test(words.at(-1) ?? "") && TEXT_NOUNS.has(words.at(-1) ?? "") && !/^(?:size|level)$/.test(words.at(-1) ?? "") && !/^(?:min|max|minimum|maximum|minimal|maximal|net|gross|estimated|average) /.test(label); };

/** How long something takes. */
const LASTS = /\b(?:[a-z]+ing|prep|cook|burn|travel|reaction|response|lead|wait|run|screen|rest|set ?up) time$/;

/** Text, or several of it, or a number of them. */
const UNSURE = /^(?:out of stock|days (?:open|closed|late)|[a-z]+ (?:used|done|seen|read|watched|bought|taken|tested|fixed|handled|processed|borrowed|rented|eaten|drunk|answered|completed|finished|solved|checked|delivered|shipped|reviewed|returned|played|visited)|[a-z]+ days|(?:school|academic|financial|model|tax) years?|blood pressure|season|guests|data|metadata|json|config|payload|headers|(?:last|currently|now) active)$/;

const DATED = /^(?:(?:drink|eat|finish|consume|return|deliver|needed|required|valid|expected|due) (?:by|to|from|close)|follow up|public holiday|born|died|founded|established|built|from|to|until|in|out|when|delivery|repeat|repeats|valid(?: for| in)?|guarantee|warranty|arrives?|leaves?|departs?|starts?|ends?|opens?|closes?|began|finishes|returns?|returned by|needed by|born in|expires in)$|^(?:came|went|gone|comes|goes|moved|brought|taken|put|sent|bought|sold|since|built|made|found|opened|used)\b (?!by|from|with|to|at\b)|\b(?:since|until|when|deadline|anniversary)$|^(?:(?:due|start|end|first|last|birth|wedding|release|arrival|departure|expiry|due back|next) )?day$/;

/** "reported to doctor", "lost", "available today". */
const YES_OR_NO = /^(?:opt in|newsletter|blood donor|organ donor|perennial|preorder|rollback|pass|garden|garage|balcony|smoking|pets|sick leave|lost|found|success|successful|default|primary|secondary|main|stolen|late|present|absent|open|free|busy|new|allowed|needed|wanted)$|^[a-z]+(?:ed|en) (?:to|for|of|in (?!version|release|year|month|room|week|city|country|batch|sprint|class|store|branch)) ?[a-z]|^(?!(?:bed|seed|breed|feed|weed|speed|need|reed|deed|shed|steed|bleed|med|red|sled|creed)$)[a-z]{2,}ed$|^(?:[a-z]+ )*[a-z]+(?:able|ible|proof)$|(?<!\bamount |s )\b(?:trained|certified|qualified|licensed|insured|registered|included|attached|signed|agreed|informed|notified|contacted|vaccinated|neutered|chipped)$|^[a-z]+(?: [a-z]+)? (?:allowed|permitted|included|provided|required|wanted)$|(?<!s) needed$|^(?:willing|able|ready|happy|free|allowed) to [a-z]+$|^(?!(?:is|was) )[a-z]+(?: [a-z]+)? (?:ok|okay|clean|intact|complete|correct|safe)$|^(?:fragile|flammable|hazardous|dangerous|toxic|gluten free|dairy free|alive|dead|sick|pregnant|organic|native|vegan|smoker|wheelchair friendly)$|(?<=[a-z] )(?:today|now|tomorrow)$|\b(?:yes|no)$/;

/** Several of them are surely texts. */
const LISTS = /^(?:symptoms|medications|medicines|allergens|allergies|interests|artists|aliases|synonyms|antonyms|materials|tools|nicknames|qualifications|ingredients|spices|flavou?rs|items|scents|vegetables|fruits|notes|details|instructions|lyrics|remarks|comments|hashtags|names|recipients|toppings|hobbies|skills|initials|directions|whereabouts)$/;
