const PEOPLE = "(?:visitors|guests|people|users|customers|clients|readers|members|students|pupils|parents|teachers|volunteers|tenants|residents|neighbou?rs|patients|participants|players|employees|hikers|runners|everyone|everybody|anyone|anybody)";
const LEAVE = "(?:leaves?|enters?|gives?|submits?|provides?|fills? (?:in|out)|writes?(?: down| in)?|notes?(?: down)?|signs? with|puts? (?:in|down))";
/** What somebody has of themselves to leave; "people leave their dogs" keeps something else. */
const OF_THEIRS = "(?:(?:full|first|last|own|flat|house|room|seat|phone|mobile|member(?:ship)?|student|customer) )*(?:names?|emails?|phone|number|address|age|birthday|date of birth)\\b";
const CLAUSE = new RegExp(`(?<=^|[.:;\\n] ?|\\bwhere |\\bin which )(?:(?:all|our|the) )?${PEOPLE} (?:can |may |should |must |will |have to )?${LEAVE} (?:their|his or her|his/her) (?=${OF_THEIRS})`, "i");
/** Something else is said to have fields before. */
const IS_KEPT_BEFORE = /\b(?:ha(?:s|ve)|with|contains?|consists? of)\b/i;

/**
 * "Visitors leave their name, where they come from and a message": what a guest book, a list or a form keeps is an entry with what they leave, and
 * its first field is a name. Whoever leaves it is nothing that is kept.
 */
export function readEntryClause(text: string): string {
  const at = text.search(CLAUSE);
  return at === -1 || IS_KEPT_BEFORE.test(text.slice(0, at)) ? text : text.replace(CLAUSE, "each entry has a ");
}
