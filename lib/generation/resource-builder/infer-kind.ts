import type { Field } from "./resource-plan.ts";
import { unitKind } from "./unit-words.ts";
import { singular } from "./words.ts";

type Inferred = Pick<Field, "kind"> & Partial<Pick<Field, "min" | "max">>;
const words = (text: string): Set<string> => new Set(text.split(" "));

const INTEGER = words("year age quantity qty count stock page seat capacity bpm pulse systolic diastolic floor rank streak vote like copy guest people person portion mileage calorie population rep set room bedroom bathroom minute day week month edition episode season chapter player point unit credit inventory visitor attendee serving odometer star stars download view word");
const MONEY = words("price amount cost fee fare salary wage budget rent deposit tip income revenue profit subtotal total");
const NUMBER = words("hour balance rate weight height width length depth distance discount percentage percent tax volume humidity pressure diameter radius thickness voltage area speed gpa rating score mark duration runtime bmi kilometre kilometer km mile litre liter gallon wattage power capacity");
/** Many of them are a number; one of them is somebody, or has a name: a guest, a room. */
const COUNTED = words("room word bedroom bathroom guest person player attendee visitor view download point star unit copy like vote set rep seat day hour week month");
const SIGNED = words("temperature magnitude latitude longitude altitude offset elevation difference change");
const DATE = words("born date deadline birthday birthdate dob due expiry expiration anniversary");
const DATE_TIME = words("timestamp datetime kickoff");
const LONG_TEXT = words("description note comment content body text message bio summary detail instruction remark review feedback abstract about story lyrics answer reason");
const PHONE = words("phone telephone mobile cell fax cellphone");
const URL_LIKE = words("url link website homepage webpage uri");
const PICTURE = words("image photo picture avatar logo thumbnail");
const BOOLEAN = words("done completed complete finished active enabled disabled archived available paid unpaid favorite favourite published public private verified subscribed checked vegetarian vegan bought shipped delivered borrowed returned watched approved confirmed cancelled canceled insured vaccinated attended occupied used reserved sold taken locked hidden visible read unread resolved retired anonymous pinned starred flagged featured muted blocked redeemed refunded rented submitted adopted graded urgent important open closed solved fixed answered invited billable signed handled processed reviewed tested damaged recurring spicy alcoholic seen");
/** Only alone: "words translated" are counted. */
const BOOLEAN_ALONE = words("passed failed paused cleared printed repaired cleaned qualified licensed trained neutered spayed sterilised sterilized chipped microchipped tamed frozen chilled heated sealed stamped recycled booked rejected accepted declined excused injured suspended banned highlighted bookmarked deleted restored activated unlocked claimed invoiced billed settled collected dispatched packed wrapped framed mounted painted glazed polished sharpened calibrated certified laminated found vip translated rehearsed memorised memorized downloaded uploaded abandoned online offline");
const LIST = words("tags ingredients steps labels categories keywords genres skills topics colors colours authors actors hobbies languages allergies features toppings members participants");
const COUNTED_NUMBER = words("table seat page episode season chapter room floor week question day lap round dose shirt jersey bib lane track step");
const CLOCK_TIME = words("time start end opening closing arrival checkin checkout departure check-in check-out begin");

/** "picked up" says whether, as "delivered" does. */
const DONE_WITH = /^(?:picked up|handed in|handed over|handed out|checked in|checked out|signed up|paid off|paid back|given back|sent out|called back|thrown away|cleaned up|set up)$/;

/** "pages read", "days between waterings": so many of a unit. */
const AMOUNT = /^(pages|laps|calories|reps|times|eggs|shots|goals|minutes|hours|kilomet(?:er|re)s|km|miles|lit(?:er|re)s|days(?= (?:between|until))|weeks(?= between)|months(?= between)) (?:[a-z]+ed|read|run|driven|ridden|slept|swum|flown|burnt|lost|laid|(?:between|until) [a-z]+(?: [a-z]+)?)$/;
export const isAmount = (label: string): boolean => AMOUNT.test(label);
const AS_FRACTIONS = /^(?:hours|kilomet|km|miles|lit)/;
/** When it was written down: a day goes with it, unless one is kept beside it. */
const STAMPED = /^(?:recorded|measured|logged|observed|reported|posted|submitted|received|sent) time$|^time (?:recorded|measured|logged|observed|reported|posted|submitted|received|sent)$/;

const TOTALLED = /(?:tips|costs|fees|prices|sales|earnings|expenses|savings|donations|wages|taxes|payments|euros|dollars)$/;
const SUBSTANCE = "chlorine|oxygen|nitrates?|nitrites?|ammonia|phosphates?|sugar|glucose|salt|salinity|acid|acidity|alcohol|iron|ferritin|insulin|cholesterol|moisture|humidity|noise|sound|water|fuel|oil|battery|charge|light|radiation|co2|carbon dioxide|ozone|calcium|magnesium|potassium|sodium|lead|uv|pollen|dust|hormone|vitamin [a-z]\\d?|ha?emoglobin|bromine|copper|tds|hardness|conductivity|turbidity";
/** What is measured of a substance has fractions. */
const MEASURED = new RegExp(`^(?:[a-z]+ )?(?:${SUBSTANCE}) (?:level|reading|value|concentration)$`);
/** What stays what it is whatever it is of. */
const OF_KINDS = new Set<Field["kind"]>(["money", "number", "integer", "date", "dateTime", "time", "email", "phone", "url"]);
const HOURS_OF = /^(?:hours|days|times) of (?:operation|opening|the week|week)/;

/** A time of day or a duration, a mark or a stain, the third season or "Winter": nouns that say no kind alone. */
const WEAK = /^(?:hours?|minutes?|seconds?|days|weeks?|months?|volume|power|mark|tip|change|difference|offset|edition|season|chapter|episode|rank|taken|used)$/;
/** A window seat and a landing page are no numbers. */
const WEAK_BEHIND = /^(?!number |count |max |maximum |min |minimum |total )[a-z]+ (?:page|chapter|episode|season|edition|portion|credit|mark|change|power|volume)$/;
/** Where something was done rather than when. */
const PLACED = /^(?:[a-z]+ )?(?:bought|caught|grown|shot|studied|performed|anchored|moored|parked|berthed|docked|stationed|employed|taught|made|produced|born|buried|spotted|hidden|displayed|shown|installed|served|good|printed|recorded live|held) at$/;

/** What a field holds, by its name. `isSure` is false when the name says nothing and text was taken. */
export function inferKind(label: string): Inferred & { isSure: boolean } {
  const soFar = /^(.+) so far$/.exec(label)?.[1];
  if (soFar !== undefined) return /^(?:saved|raised|spent|earned|paid|donated)$/.test(soFar) ? { kind: "money", isSure: false, min: 0 } : inferKind(soFar);
  if (/^(?:[a-z]+ )?(?:price|cost|fee|fare|rent) for [a-z ]+$/.test(label)) return { kind: "money", isSure: true, min: 0 };
  // A price per night is a price.
  const parts = label.replace(/ per .+$/, "").split(" ");
  const last = parts.at(-1) ?? "";
  const head = singular(last);
  const sure = (inferred: Inferred) => ({ ...inferred, isSure: true });
  if (WEAK.test(label) || WEAK_BEHIND.test(label)) return { kind: "text", isSure: false };
  if (PLACED.test(label)) return { kind: "text", isSure: false };
  if (/^(?:number|count) of [a-z]|^(?:quantity|number|count) (?:taken|used|sold|ordered|needed|left|made|received|delivered|bought|produced)$/.test(label)) return sure({ kind: "integer", min: 0 });
  if (/^(?:[a-z]+ )?ph(?: value| level| reading)?$|\b(?:specific |original |final )?gravity$/.test(label)) return sure({ kind: "number", min: 0 });
  if (/^(?!help |amount |quantity |number |time |space |work )[a-z ]*[^s ] (?:needed|required)$/.test(label)) return { kind: "boolean", isSure: true };
  if (/^(?:distance|weight|height|length|width|depth|speed|altitude) (?!(?:of|in|at|to|by|on|up|for|max|min|low|new|old)$)[a-z]{1,3}$/.test(label)) return sure({ kind: "number", min: 0 });
  if (/^(?:week|month|year) (?:starting|beginning|ending|commencing)$/.test(label)) return sure({ kind: "date" });
  if (MEASURED.test(label) || /^(?:old|new|previous|current|last|first|final|start|end|opening|closing|meter) reading$/.test(label)) return { kind: "number", isSure: false, min: 0 };
  if (/^(?:replacement|estimated|insured|insurance|market|resale|catalogu?e?|declared|appraised|asset|property) value$/.test(label)) return { kind: "money", isSure: false, min: 0 };
  const unit = unitKind(label);
  if (unit !== null) return sure({ kind: unit, ...(/^(?:degrees|lat|lng|lon)\b/.test(label) ? {} : { min: 0 }) });
  // "Mon to Fri, 9 to 5" is no number.
  if (/^(?:opening|business|working|office|visiting) (?:hours|days|times)$/.test(label)) return sure({ kind: "text" });
  if (label.startsWith("times per ") || (/^[a-z]+s (?:sold|booked|used|taken|reserved|left)$/.test(label) && !/^(?:materials|tools|medicines|medications|drugs|spices|ingredients|techniques|methods|colou?rs|products|supplies|chemicals|parts|tags|words|skills|names|services|courses|notes) /.test(label))) return sure({ kind: "integer", min: 0 });
  if (/^[a-z]+s (?:used|taken)$/.test(label)) return { kind: "text", isSure: false };
  const suffix = /^[a-z].* (kwh|kw|m2|m3|sqm|kg|cm|mm|km|ml|bpm|mmhg|kcal|ppm|rpm|hz|mph|psi|grams|kilos|kilograms|meters|metres|feet|inches|degrees|watts|usd|eur|gbp|chf)$/.exec(label)?.[1];
  if (suffix !== undefined && !/^(?:size|shoe) /.test(label)) return sure({ kind: /usd|eur|gbp|chf/.test(suffix) ? "money" : "number", min: 0 });
  if (/^(?:bought|sold|purchased|rented|let|acquired|valued) for$/.test(label)) return { kind: "money", isSure: false, min: 0 };
  if (/^(?:found|located|lives|works|kept|stored|stays|held|available|sighted|spotted) at$/.test(label)) return { kind: "text", isSure: false };
  if (/^(?:total|average|sum of) [a-z ]+s$/.test(label)) return TOTALLED.test(label) ? sure({ kind: "money", min: 0 }) : { kind: "number", isSure: false, min: 0 };
  const amount = AMOUNT.exec(label)?.[1];
  if (amount !== undefined) return sure({ kind: AS_FRACTIONS.test(amount) ? "number" : "integer", min: 0 });
  if (/^year (?:[a-z]+ed|built|made|bought|sold)$/.test(label)) return sure({ kind: "integer", min: 0 });
  if (STAMPED.test(label)) return sure({ kind: "time" });
  // What fits on a tractor is no day.
  if (/^(?:fits|goes|runs|grows|lives|sits|hangs|plays|stands|rests|focuses|feeds|based|works|depends|hands|add) on$/.test(label)) return { kind: "text", isSure: false };
  const edge = /^(.+) (?:from|to|min|max)$/.exec(label)?.[1];
  if (edge !== undefined && inferKind(edge).isSure && !["text", "boolean"].includes(inferKind(edge).kind)) return inferKind(edge);
  if (/^(?!(?:based|worked|located|placed|turned|switched|add|hands|works|depends|spent)\b)[a-z]+ on$|^(?:from|to|until) date$|^(?:member|customer|active|employed|client|since) since$|^date [a-z]+(?: (?:in|out|off|up|back|over))?$|^(?:last|first|next) [a-z]+ on$|^(?:last|first|next) (?:[a-z]+ed|done|seen|paid|sent|met|fed|worn|eaten|read)$/.test(label)) return sure({ kind: "date" });
  if (/^day of (?:the )?week$|^weekday$/.test(label)) return sure({ kind: "text" });
  if (/^goals (?:scored|for|against)$|^(?:assists|home goals|away goals)$/.test(label)) return sure({ kind: "integer", min: 0 });
  if (/^votes (?:yes|no|for|against|abstain|abstained|in favou?r|number)$/.test(label)) return sure({ kind: "integer", min: 0 });
  if (/^(?:cost|profit) cent(?:er|re)$/.test(label)) return sure({ kind: "text" });
  if (/^(?:price|cost|fee) (?!(?:list|group|band|category|class|tag|type)$)(?:[a-z]+)$/.test(label) && !BOOLEAN.has(last)) return label.endsWith(" level") || label.endsWith(" range") ? { kind: "text", isSure: false } : sure({ kind: "money", min: 0 });
  if (/^(?:(?:daily|weekly|monthly|quarterly|yearly|annual|membership) )(?:contribution|payment|allowance|premium|instal?lment|dues|subscription|pension|salary|wage|pay|charge)s?$/.test(label)) return sure({ kind: "money", min: 0 });
  if (/^(?:first|last|next) (?:contact|contacted|visit|follow up|service|inspection|appointment|payment|donation|meeting|call|check|checkup|update|cleaning|lesson|session|dose|feeding|watering|maintenance|oil change|review|exam|training|delivery|refill|repair|treatment|vaccination|shot|haircut|dressing change|inspection|calibration|rehearsal)$/.test(label)) return { kind: "date", isSure: false };
  if (/^amount (?:requested|granted|paid|owed|due|spent|lent|borrowed|donated|raised|charged|billed|invoiced|refunded|pledged|received|saved|invested)$/.test(label)) return sure({ kind: "money", min: 0 });
  if (/^(?:film|rolling|root|laughing) stock$/.test(label)) return { kind: "text", isSure: false };
  if (/^(?:due (?:back|by|on)|best before|use by|sell by|valid from|available from|(?:[a-z]+ )*expires(?: on)?)$|^[a-z]+ (?:until|till)$/.test(label)) return sure({ kind: "date" });
  if (/^(?:balance|total|rent|[a-z]*amount|fees?|money|cost|price|sum|payment) due$/.test(label)) return sure({ kind: "money", min: 0 });
  if (/^(?:percent|percentage|share) [a-z]+$/.test(label)) return sure({ kind: "number", min: 0 });
  if (/^max(?:imum)? (?:members|participants|players|guests|attendees|people|persons|visitors|seats|students|children)$|^(?:party|group|team|class|household|family|crowd) size$/.test(label)) return sure({ kind: "integer", min: 0 });
  // A supplier's delivery days are Monday and Friday, a season may be spring, and "120/80" is no number.
  if (/^(?!(?:sick|vacation|holiday|rental|lead|trial|leave|notice)\b)[a-z]+ days$|^(?:school|academic|financial|model|tax) years?$|^(?:number|licen[cs]e) plate$|^blood pressure$|^(?:season|guests)$|^(?:last|currently|now) active$/.test(label)) return { kind: "text", isSure: label.endsWith("plate") };
  if (/^(?:handed|given|sent|taken|picked|checked|paid|brought|moved|signed|sold|called|written|put|set) (?:out|up|back|in|off|over|away|down) on$/.test(label)) return sure({ kind: "date" });
  if (/^(?:hourly|daily|day|weekly|monthly|half day) rate$/.test(label)) return sure({ kind: "money", min: 0 });
  if (/^(?:active|open|closed|employed|available|on sale) (?:from|to|till)$/.test(label)) return sure({ kind: "date" });
  if (/^(?:bought|sold|borrowed|rented|found|seen|read|taken|checked|paid|booked) (?:from|to|by|with|at place)$/.test(label)) return { kind: "text", isSure: false };
  if (/^(?:salary|price|budget|cost) (?:expectations?|estimate|limit)$|^(?:expected|desired|estimated) (?:salary|price|cost)s?$/.test(label)) return sure({ kind: "money", min: 0 });
  if (/^price (?:list|group|band|category|tag)$/.test(label)) return sure({ kind: "text" });
  if (/^[a-z]+s (?:available|free|occupied|remaining)$/.test(label)) return sure({ kind: "integer", min: 0 });
  if (/^hours (?:booked|sold|taken|left|used|reserved)$/.test(label)) return sure({ kind: "number", min: 0 });
  if (/^(?:feed|food|drug|water|material|ingredient|fuel|dose|milk|sugar|fertili[sz]er) amount$|^(?:alcohol|fat|sugar|water|salt|moisture|nutrient) content$|^age (?:rating|range)$|^days (?:open|closed|late)$|^vintage$|^out of stock$/.test(label)) return { kind: "text", isSure: false };
  // What was used, or how much of it; how many were answered, or whether.
  if (/^[a-z]+ (?:used|done|seen|read|watched|bought|taken|tested|fixed|handled|processed|borrowed|rented|eaten|drunk|spent)$|^(?!key)[a-z]+[^s]s (?:answered|completed|finished|solved|checked|delivered|shipped|reviewed|returned|played|visited)$/.test(label) && !/^(?:last|first|next|date|time|year|number|is|was|has) |^[a-z]+s (?:sold|booked|used|taken|reserved|left)$/.test(label)) return { kind: "text", isSure: false };
  if (label === "beds") return sure({ kind: "integer", min: 0 });
  // "eggs per week" are counted; hours and money per week aren't.
  const counted = /^([a-z]+)s per (?:day|week|month|year)$/.exec(label)?.[1];
  if (counted && !MONEY.has(counted) && !NUMBER.has(counted)) return sure({ kind: "integer", min: 0 });
  if (/^[a-z]+s per (?:second|minute|hour|page|person|lap|round|row|box|pack|litre|liter|km|mile|kilo|kg)$/.test(label)) return sure({ kind: "number", min: 0 });
  // Their names, or how many?
  if (label === "attendees") return { kind: "text", isSure: false };
  if (DONE_WITH.test(label)) return sure({ kind: "boolean" });
  if (LIST.has(last)) return sure({ kind: "list" });
  if (/^(is|has|can|was|needs)$/.test(parts[0] ?? "") && parts.length > 1) return sure({ kind: "boolean" });
  if (parts.includes("email")) return sure({ kind: "email" });
  if (PHONE.has(head) || (head === "number" && PHONE.has(parts.at(-2) ?? ""))) return sure({ kind: "phone" });
  if (URL_LIKE.has(head) || PICTURE.has(head)) return sure({ kind: "url" });
  if (DATE_TIME.has(head) || label.endsWith(" at") || label.endsWith("date and time")) return sure({ kind: "dateTime" });
  if (DATE.has(head) || label === "date of birth") return sure({ kind: "date" });
  if (head === "time" && CLOCK_TIME.has(parts.at(-2) ?? "time")) return sure({ kind: "time" });
  if (/ [a-z]+ed on$/.test(label)) return sure({ kind: "date" });
  if (/^(?:start|starting|end|ending|opening|closing|pickup|arrival|departure) hour$/.test(label)) return sure({ kind: "time" });
  if (/\b(?:lease|rent|contract|rental|trial|membership|subscription|vacation|holiday|semester|term|season|project|course|employment|warranty|insurance|licen[cs]e|policy|stay|trip|loan|campaign|treatment|tenancy|offer|sale) (?:starts?|begins?|ends?|expiry|expires)$/.test(label)) return { kind: "date", isSure: false };
  if (/^(start|end)$/.test(label)) return { kind: "dateTime", isSure: false };
  if (/^(number|count|amount of) /.test(label) && parts.length > 1) return sure({ kind: "integer", min: 0 });
  if (head === "number" && COUNTED_NUMBER.has(parts.at(-2) ?? "")) return sure({ kind: "integer", min: 0 });
  if (SIGNED.has(head)) return sure({ kind: "number", ...(head === "latitude" ? { min: -90, max: 90 } : head === "longitude" ? { min: -180, max: 180 } : {}) });
  if (INTEGER.has(head) && !(COUNTED.has(head) && head === last)) return sure({ kind: "integer", min: 0 });
  // Fuel has a price of 1.459 per litre.
  if (MONEY.has(head)) return sure({ kind: / per (?:lit(?:re|er)|gallon|kwh|unit|gram|ml|minute|second|token)/.test(label) ? "number" : "money", min: 0 });
  if (NUMBER.has(head)) return sure({ kind: "number", min: 0 });
  // A date of purchase is a date, a price for a night a price.
  const whole = label.split(/ (?:of|for|at|in|on|from|after|before|above|below|between|under) /)[0] ?? label;
  if (whole !== label && !HOURS_OF.test(label) && inferKind(whole).isSure && OF_KINDS.has(inferKind(whole).kind)) return inferKind(whole);
  const measure = BOOLEAN.has(last) ? /^(year|date|amount|price|quantity|time) [a-z]+$/.exec(label)?.[1] : undefined;
  if (measure) return inferKind(measure);
  if (/^(?:grams|kilos|millilit(?:er|re)s|lit(?:er|re)s|ounces|pounds|spoons|teaspoons|tablespoons|cups) (?:of )?[a-z]+$/.test(label)) return sure({ kind: "number", min: 0 });
  if (BOOLEAN_ALONE.has(label) || /^(?!last |first |next |date |time |who )[a-z]+ (?:informed|notified|alerted)$|^still (?:in|at|on) [a-z]+$|^(?:consent|permission|approval|notice) given$/.test(label)) return sure({ kind: "boolean" });
  if (BOOLEAN.has(last)) return { kind: "boolean", isSure: parts.length < 4 };
  if (head === "body" && parts.length > 1 && !/^(?:message|email|mail|post|article|text|main|request|response) body$/.test(label)) return { kind: "text", isSure: false };
  if (LONG_TEXT.has(head)) return sure({ kind: "longText" });
  return { kind: "text", isSure: /name|title|author|owner|brand|model|city|country|address|street|colou?r|category|type|genre|plate|isbn|sku|code|label|subject|job|position|department|company|make|status|priority/.test(label) };
}

/** What a hint in words says: `number`, `text`, `yes/no`, … ; undefined when it is no hint. */
export function kindOfHint(hint: string): Inferred | undefined {
  const text = hint.trim().replace(/^(an? |as an? |as |of type )/, "");
  if (/^(text|string|words?|str|varchar)$/.test(text)) return { kind: "text" };
  if (/^(long text|paragraph|multi-?line)$/.test(text)) return { kind: "longText" };
  if (/^(int|integer|whole number)$/.test(text)) return { kind: "integer" };
  if (/^(money|currency|amount of money|[$\u20ac\u00a3]|usd|eur|gbp)$/.test(text)) return { kind: "money" };
  if (/^(number|numeric|decimal|float|double)$/.test(text)) return { kind: "number" };
  if (/^(date|day|yyyy-mm-dd|iso date)$/.test(text)) return { kind: "date" };
  if (/^(date-?time|timestamp|date and time)$/.test(text)) return { kind: "dateTime" };
  if (/^(bool|boolean|yes ?\/ ?no|true ?\/ ?false|y ?\/ ?n|yes or no|true or false|flag)$/.test(text)) return { kind: "boolean" };
  if (/^(url|link)$/.test(text)) return { kind: "url" };
  if (/^(email|email address)$/.test(text)) return { kind: "email" };
  if (/^(list|array|list of (strings|text|words)|strings)$/.test(text)) return { kind: "list" };
  return undefined;
}
