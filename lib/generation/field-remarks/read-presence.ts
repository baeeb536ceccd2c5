import type { Told } from "../field-words/told.ts";

const NOTHING = "(?:empty|blank|missing|unknown|left out|left empty|left blank|left open|skipped|omitted|null|nothing)";
const REQUIRED = new RegExp(`^(?:(?:is |are |always )?(?:required|mandatory|obligatory|compulsory|needed|necessary)(?: field)?|must[- ]have|a must|(?:must|has to|have to|needs? to|should) (?:always )?(?:be )?(?:given|filled in|filled out|filled|there|present|set|provided|entered|sent|known|stated)|always (?:given|there|set|filled in)|(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|never|not)(?: ever)? (?:be )?${NOTHING}|(?:can|may) (?:never|not) be (?:forgotten|skipped)|non-?(?:empty|blank|null)|not optional|not null)$`);
const OPTIONAL = new RegExp(`^(?:(?:is |are )?optional(?:ly)?|(?:is|are)n't (?:always )?(?:required|mandatory|needed|necessary|known)|(?:is |are )?not (?:always )?(?:required|mandatory|needed|necessary|given|known|there)|nullable|(?:(?:can|may|might|could) (?:also )?(?:be |stay |remain )|is |stays )?${NOTHING}(?: (?:when|if|until|while|as long as) [a-z' ]+| is (?:ok|okay|fine|allowed))?|(?:if|when|where) (?:known|any|anything|available|there is (?:one|any)|(?:i|we|you|they) (?:have|know|know it|have one|got one)|given|needed|applicable|possible|relevant)|(?:doesn't|does not|don't|do not|needn't) (?:have to |need to )?be (?:given|there|filled in|known|set)|need not be given|(?:is |are |stays? |starts? (?:as |out )?)?(?:empty|blank|nothing) (?:by default|at first|at the (?:start|beginning)|initially|to (?:begin|start) with|in the beginning)|(?:starts?|begins?) (?:out )?(?:as )?(?:empty|blank)|(?:can|may|might|could) (?:also )?(?:be|stay|remain) anonymous|(?:is not|are not|isn't|aren't|not) a must|(?:is |are )?voluntary|nice to have)$`);
const NOBODY = "(?:which |that )?(?:nobody|no ?one|no other [a-z]+(?: [a-z]+)?)(?: else)? (?:can|may|must|should|is allowed to)(?: also| ever)? (?:have|share|use|get)(?: it)?";
const TWICE = "(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|must never|may never|can never|never|not)(?: ever)? (?:be (?:used|given|taken|entered|there) |occur |appear |exist |come |repeat )(?:twice|more than once|again|two times|a second time)";
const UNIQUE = /^(?:(?:is |are |must be |should be |has to be )?unique(?: per .+)?|(?:one of a kind|no duplicates?(?: allowed)?|without duplicates|no two (?:are |can be |may be |with )?the same|never the same|different for (?:each|every)(?: [a-z]+)?)|(?:can't|cannot|can not|must not|mustn't|may not|never|not)(?: ever)? (?:be )?(?:the same twice|used twice|there twice|twice|repeat(?:ed)?|taken twice|given twice|duplicated?|exist twice|appear twice|occur twice))$/;

const SINGLE = new RegExp(`^(?:${NOBODY}|no two (?:[a-z]+ ){1,2}(?:(?:can|may|should|must|will)(?: ever)? )?(?:share|have)(?: the same(?: [a-z]+){0,2}| it| in common)?|${TWICE}|(?:can|may|must|should) only (?:be (?:used|given|taken|there) |occur |appear |exist )once)$`);

/** "required", "can be empty", "no duplicates": whether a field is there, and whether two may have the same. */
export function readPresence(said: string, told: Told): boolean {
  const text = said.toLowerCase();
  if (REQUIRED.test(text)) return mark("isRequired", true, told);
  if (OPTIONAL.test(text)) return mark("isRequired", false, told);
  // "(blank means anonymous)": callers say what it means.
  if (/^(?:empty|blank|nothing|null) (?:means|=|stands for|is) [a-z' ]+$/.test(text)) { told.said = [...(told.said ?? []), `"${said}" is for callers to know: it is kept as null`]; return mark("isRequired", false, told); }
  return (UNIQUE.test(text) || SINGLE.test(text)) && !/unique per/.test(text) && mark("isUnique", true, told);
}

function mark(name: "isRequired" | "isUnique", value: boolean, told: Told): boolean {
  if (told[name] !== undefined && told[name] !== value) return false;
  told[name] = value;
  return true;
}
