import { singular } from "./words.ts";

/**
 * Nouns that name a fact about a thing and hold text, in the singular: what a field's last word may be without a kind being said.
 * A word that is not here is not guessed: whoever wrote it is asked what it holds.
 */
export const TEXT_NOUNS: ReadonlySet<string> = new Set(
  (
    // Who
    "name surname nickname firstname lastname fullname username author owner creator director producer writer artist composer singer band actor designer photographer editor publisher manufacturer maker brand vendor supplier seller buyer " +
    "customer client guest visitor patient student pupil teacher instructor tutor coach trainer mentor professor lecturer doctor nurse vet dentist driver pilot captain passenger employee worker employer manager supervisor boss assignee assigner " +
    "reporter reviewer approver requester applicant candidate recruiter agent contact member attendee participant organizer organiser host speaker moderator sender recipient receiver payer payee borrower lender tenant landlord resident " +
    "subscriber donor sponsor volunteer child parent guardian mother father spouse partner sibling friend neighbour neighbor relative person user staff crew team player opponent winner loser champion captain leader chef cook waiter cashier barista " +
    "mechanic technician engineer inspector auditor witness suspect officer operator handler caller witness librarian gardener farmer breeder hunter collector curator " +
    // Where
    "address street city town village district county state province region country continent place location venue site spot area zone neighbourhood neighborhood building office branch department ward room hall floor aisle shelf bin rack locker " +
    "warehouse store shop market station stop gate terminal platform airport port harbour harbor origin destination source birthplace hometown habitat park garden field plot bed pitch court studio classroom school college university hospital clinic " +
    "seat row lake river mountain flat apartment house island beach forest trail cave capital postcode zip zipcode landmark route line lane track " +
    // What kind
    "type kind category subcategory genre subgenre style class classification group section series collection family species subspecies breed variety cultivar strain race sex gender color colour shade pattern material fabric texture finish " +
    "shape form format medium edition language dialect nationality religion ethnicity currency unit size cuisine flavor flavour taste scent aroma allergen diet ingredient topping spice grape vintage blend roast origin appellation " +
    "instrument tool equipment device machine vehicle car truck bike model make trim engine fuel transmission body platform system software product item article asset part component accessory object thing goods service treatment therapy procedure operation " +
    "exercise workout move drill sport discipline position role job occupation profession title rank grade level degree qualification certificate certification license licence skill subject topic theme course lesson module chapter unit program programme " +
    "project task goal objective milestone phase step stage status state condition outcome result verdict decision diagnosis symptom disease illness condition allergy medication medicine drug dosage dose frequency schedule shift weekday season term semester period " +
    "mood feeling emotion weather climate event occasion holiday activity hobby interest sign zodiac element " +
    // Which one
    "code number id identifier reference ref sku barcode ean upc isbn issn doi serial vin plate registration model version tag label key slug handle alias abbreviation acronym symbol initial prefix suffix batch lot order invoice receipt ticket case file account iban bic " +
    "passport permit policy contract lease booking reservation " +
    // Said
    "text title subtitle heading headline header caption tagline slogan motto quote quotation joke riddle fact word term translation definition meaning synonym antonym phrase sentence line verse paragraph question answer option choice hint clue prompt response " +
    "reply message comment remark note memo description summary abstract overview excerpt detail info information explanation instruction direction recipe method reason cause purpose motive why use usage benefit feature function " +
    "requirement rule law policy constraint risk hazard issue problem bug error defect fault damage complaint feedback suggestion idea thought opinion review request wish command query keyword hashtag " +
    "biography bio story plot synopsis moral lyric poem content body transcript script agenda minutes resolution action blocker " +
    // Things in other fields
    "company organization organisation business firm agency institution club association society charity union party church band orchestra choir studio label network channel show album song track film movie book magazine newspaper journal blog game toy puzzle " +
    "dish meal drink wine beer coffee tea food snack dessert fruit vegetable plant flower tree crop seed animal pet horse dog cat bird fish bait gear lure rod net boat ship yacht plane train bus tram stone mineral gem metal chemical formula isotope star planet constellation galaxy " +
    "painting sculpture photo artwork exhibit exhibition museum gallery award prize medal trophy badge certificate hospital insurer insurance bank broker stock fund coin stamp card deck voucher coupon gift campaign " +
    "sensor meter probe camera printer server host domain ip protocol browser os environment repository branch commit pipeline endpoint parameter value setting option property attribute variable reading measurement sample specimen " +
    "chore swarm nest herd flock substance reaction setup punchline joke fault hazard complaint storage portfolio fertiliser fertilizer pesticide rash trigger purpose stroke yarn stitch needle thread lens film developer soil compost mulch genus order kingdom clan tribe house village " +
    "carrier courier holder keeper occupant occupier cleaner assistant helper caretaker carer nominee trustee tenant referee umpire judge marker solver winner prefect landlady godparent grandparent aunt uncle cousin roommate flatmate classmate colleague deputy chair chairperson treasurer secretary pianist accompanist conductor arranger narrator translator illustrator composer lyricist " +
    "channel platform podcast playlist episode chapter verse hymn psalm prayer sermon chord scale tuning capo clef melody tune ring collar leash saddle bridle stable paddock kennel cage tank aquarium enclosure habitat hutch coop hive queen barn silo orchard vineyard meadow " +
    "shade varnish paint primer brush canvas paper ink glue wood timber metal alloy glaze clay kiln technique skillset specialty speciality specialisation specialization discipline faculty institute laboratory lab bench fridge freezer cupboard drawer box bag case container crate pallet tray pot jar bottle " +
    "borough parish municipality canton prefecture suburb block estate entrance staircase corridor wing gateway doorway runway hangar dock berth marina pier mooring wharf jetty depot yard garage workshop kitchen bathroom attic cellar basement balcony terrace roof " +
    "surgeon midwife therapist physiotherapist psychologist pharmacist optician paramedic carer consultant lawyer notary accountant architect plumber electrician carpenter painter roofer builder contractor subcontractor installer courier postman baker butcher florist hairdresser barber stylist tailor jeweller " +
    "username nickname callsign motto crest mascot logo emblem theme genre motif keyword excerpt caption footnote remark proverb idiom saying riddle pun limerick haiku sonnet " +
    "telescope observer target ascension declination opponent medication dog setter signature hexcode tasting syndrome stance topping filling " +
    "president priest patrol industry drone garnish glass door key mortgage guild english german french spanish italian latin " +
    "hex housekeeper voice team stadium stylist constructor league division tournament round match opponent formation cause organ blood dept vaccine vaccinator"
  ).split(/\s+/),
);

/** Whether a label names a fact that text can hold: "head of department", "requested by", "serial number". */
export function isTextNoun(label: string): boolean {
  if (/^(?:what|who) [a-z]|^(?!.*\b(?:water|power|counter|meter|timer|letter|number|remainder|order|paper|weather|color|error|minor|major)$).*[a-z]{3}(?:er|or|ist)$|[a-z] (?:by|to|from)$|^day of (?:the )?week$|^(?:opening|business|working|office|visiting) (?:hours|days|times)$/.test(label)) return true;
  const words = (label.split(/ (?:of|in|from|to|for|at|on|per|when|where) /)[0] ?? label).split(" ");
  const last = (words.at(-1) ?? "").replace(/\d+$/, "");
  return TEXT_NOUNS.has(last) || TEXT_NOUNS.has(singular(last));
}
