/** Whether what stands in it is a list of fields. */
export const listsFields = (text: string): boolean => LIST.test(text) && !RULE.test(text);

const LIST = /(?:\b(?:with|has|have|having|contains?|includes?|including)\b|:)[^.;]*(?:,| and )/i;
const RULE = /\b(?:can't|cannot|can|may|must|mustn't|never|only|nobody|once|unless|until|when|if)\b/i;
