/** Words that decide what a description means. Others are names, and stay as they are. */
const KNOWN = (
  "length height weight width description address quantity allowed available received required optional category difficulty temperature location receipt calendar calories colour amount number date price between maximum minimum " +
  "filter search sorted delete update create list newest oldest latest describe appointment schedule address email phone telephone website yesterday status condition language supplier manufacturer customer employee department " +
  "responsible achieved believe separate occurred beginning library february wednesday business necessary reference definitely address maintenance insurance recommend recommended expiry expires published finished returned borrowed claimed instructions ingredients measurement"
).split(" ");
/** Words that are right and look like one of them. */
const RIGHT = new Set("addressed dates prices numbers lists amounts filters updated deleted created lengths heights weights widths emails phones colours locations filtered searched sorting deletes updates creates creating deleting updating newer older later weighted latent quantities published publisher insured finisher categories condition conditions statuses returner expired receive receives receiving receiver receivers borrower claimer creator optionally languages suppliers customers employees departments references measurements website websites lists listed listen latest latter".split(" "));

const SLIPS: Record<string, string> = { titel: "title", shool: "school", adress: "address", recieved: "received", libary: "library", libarary: "library", wich: "which", teh: "the" };

/** Puts right what is one slip away from a word that matters, and says so: "lenght", "alowed". */
export function fixSpelling(description: string): { text: string; said: string[] } {
  const said: string[] = [];
  const short = description.replace(/\blog book(?=s?\b)/gi, "logbook").replace(/\b(?:titel|shool|adress|recieved|libary|libarary|wich|teh)\b/g, (word) => { const right = SLIPS[word] ?? word; said.push(`"${word}" was read as "${right}"`); return right; });
  const text = short.replace(/\b[A-Za-z]{6,}\b/g, (word) => {
    const lower = word.toLowerCase();
    if (word !== lower || RIGHT.has(lower) || KNOWN.includes(lower)) return word;
    const near = [...new Set(KNOWN.filter((known) => known.length > 5 && isOneSlip(lower, known)))];
    const [right] = near;
    if (right === undefined || near.length > 1) return word;
    said.push(`"${word}" was read as "${right}"`);
    return right;
  });
  return { text, said: [...new Set(said)] };
}

/** One letter too many, too few, or two of them the wrong way round. Another letter may be another word. */
function isOneSlip(word: string, known: string): boolean {
  if (word === known || Math.abs(word.length - known.length) > 1 || word[0] !== known[0]) return false;
  // "lists" and "listed" are words of their own.
  if (/^(?:.*)(?:s|d|r|ed|er|ing)$/.test(word) && word.startsWith(known)) return false;
  if (known.startsWith(word)) return false;
  if (word.length === known.length) {
    const at = [...word].findIndex((letter, index) => letter !== known[index]);
    return word[at] === known[at + 1] && word[at + 1] === known[at] && word.slice(at + 2) === known.slice(at + 2);
  }
  const [short, long] = word.length < known.length ? [word, known] : [known, word];
  const at = [...short].findIndex((letter, index) => letter !== long[index]);
  return at >= 0 && short.slice(at) === long.slice(at + 1);
}
