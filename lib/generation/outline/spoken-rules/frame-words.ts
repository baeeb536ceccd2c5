import { NUMBER_WORDS } from "./number-said.ts";

/** Words of a rule that name nothing that is kept. */
const FRAME = new Set("a an the each every any all same one only just exactly at two no not never can cant cannot may must mustnt should shouldnt wont will be is are was been there has have had get gets got given per for in on of and or nor neither with to into by within again another second please unique together exist exists allowed different also it its their his her them they you we i nobody someone anyone that which who this such up out so but then already still put add make".split(" "));
/** What is done with it. */
const DEED = /^(?!need|seed|breed|feed|speed|bed|shed)[a-z]+ed$|^(?:sold|lent|taken|held|given|kept|sent|made|let|put|run|used|sit|sits|start|starts|begin|begins|take|takes|play|plays|order|orders|book|books|reserve|reserves|join|joins|sign|signs|enrol|enroll|enrols|borrow|borrows|rent|rents|hold|holds|use|uses|visit|visits|attend|attends|vote|votes|rate|rates|register|registers|accept|accepts|contain|contains|receive|receives|enter|enters|work|works|teach|teaches)$/;

/** Whether nothing of these words is left that a rule would lose. */
/** These say more than such a rule holds. */
const CHANGES = /^(?:deleted|changed|edited|marked|removed|archived|discarded|cancelled|canceled|paid|locked|hidden|approved|refused|rejected|closed|expired|notified|charged|needed|added|moved)$/;

export const isFrame = (words: readonly string[], more: ReadonlySet<string> = new Set()): boolean => words.filter((word) => DEED.test(word) && !more.has(word)).length < 2 && words.every((word) => FRAME.has(word) || more.has(word) || (DEED.test(word) && !CHANGES.test(word)) || NUMBER_WORDS.has(word) || /^\d+$/.test(word));
