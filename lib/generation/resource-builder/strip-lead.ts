/** Takes "I want an API to manage my …" away, word by word, up to the noun. */
export function stripLead(text: string): string {
  let words = text.replace(/^(?:i|we)'d /, "i would ").replace(/^["' ,.]+/, "").split(" ");
  for (;;) {
    const word = (words[0] ?? "").replace(/,$/, "");
    const rest = words.slice(1).join(" ");
    if (words.length > 1 && LEAD.has(word)) words = words.slice(1);
    else if (words.length > 1 && VERB.has(word) && rest !== "") words = rest.replace(/^(?:and|or|\/) (?=[a-z]+ )/, "").split(" ");
    else if (CONTAINER.test(words.join(" "))) words = words.join(" ").replace(CONTAINER, "").split(" ");
    else return words.join(" ");
  }
}

const LEAD = new Set(("also additionally please i we you would want need like wish to have make build create generate design develop write implement give me us can could may a an the this simple small basic tiny little nice good complete full " +
  "rest restful json http web crud online api apis service backend endpoint endpoints server app application database db system tool platform software program that which for my our your his her their where lets let allows allow " +
  "users people user someone anybody hi hello hey so ok just help helps us all some about of in order with it should will able be use to's i'd looking am").split(" "));
const VERB = new Set("manage manages managing track tracks tracking store stores storing keep keeps keeping record records recording save saves saving handle handles handling organise organises organize organizes organizing organising maintain maintains maintaining hold holds holding register registers registering collect collects list lists listing catalog catalogs catalogue administer log logs logging saving collecting noting listing planning remember remembers holding add".split(" "));
const CONTAINER = /^(?:(?:list|lists|collection|library|catalogue|catalog|database|inventory|registry|set|record|records|table|log|directory|track|details|information|data|diary|journal|register|archive|history|overview|schedule|tracker|organi[sz]er)(?: (?:of|about|on|for))) /;
