import type { Told } from "./told.ts";

const NOTHING = "(?:empty|blank|missing|left out|left empty|left blank|omitted|null|nothing)";
const REQUIRED = new RegExp(`^(?:(?:is |are |always )?(?:required|mandatory|obligatory|compulsory|needed|necessary)(?: field)?|must[- ]have|a must|(?:must|has to|have to|needs to|should) (?:always )?(?:be )?(?:given|filled in|there|present|set|provided|entered|sent)|always (?:given|there|set|filled in)|(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|never|not)(?: ever)? (?:be )?${NOTHING}|non-?(?:empty|blank|null)|not optional|not null)$`);
const OPTIONAL = new RegExp(`^(?:(?:is |are )?optional(?:ly)?|not (?:always )?(?:required|mandatory|needed|necessary|given|known|there)|nullable|(?:(?:can|may|might|could) (?:also )?(?:be |stay |remain )|is |stays )?${NOTHING}(?: (?:when|if|until|while|as long as) [a-z' ]+| is (?:ok|okay|fine|allowed))?|(?:if|when|where) (?:known|any|anything|available|there is (?:one|any)|(?:i|we|you|they) (?:have|know|know it|have one|got one)|given|needed|applicable|possible|relevant)|doesn't have to be (?:given|there|filled in)|need not be given|nice to have)$`);
const UNIQUE = /^(?:(?:is |are |must be |should be |has to be )?unique(?: per .+)?|(?:one of a kind|no duplicates?(?: allowed)?|without duplicates|no two (?:are |can be |may be |with )?the same|never the same|different for (?:each|every)(?: [a-z]+)?)|(?:can't|cannot|can not|must not|mustn't|may not|never|not)(?: ever)? (?:be )?(?:the same twice|used twice|there twice|twice|repeat(?:ed)?|taken twice|given twice|duplicated?|exist twice|appear twice|occur twice))$/;

/** "required", "can be empty", "no duplicates": whether a field is there, and whether two may have the same. */
export function readPresence(said: string, told: Told): boolean {
  const text = said.toLowerCase();
  if (REQUIRED.test(text)) return mark("isRequired", true, told);
  if (OPTIONAL.test(text)) return mark("isRequired", false, told);
  // "(blank means anonymous)": callers say what it means.
  if (/^(?:empty|blank|nothing|null) (?:means|=|stands for|is) [a-z' ]+$/.test(text)) { told.said = [...(told.said ?? []), `"${said}" is for callers to know: it is kept as null`]; return mark("isRequired", false, told); }
  return UNIQUE.test(text) && !/unique per/.test(text) && mark("isUnique", true, told);
}

function mark(name: "isRequired" | "isUnique", value: boolean, told: Told): boolean {
  if (told[name] !== undefined && told[name] !== value) return false;
  told[name] = value;
  return true;
}
