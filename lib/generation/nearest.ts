/** What can be built that is nearest to what can't, by what it is about. Each builds as it stands. */
export const NEAREST: [about: RegExp, description: string][] = [
  [/\b(?:video|webcam)s?\b|\b(?:video|conference) calls?\b/, "Manage video calls with title, host name, link and start time"],
  [/\bstocks?\b|\bshares? price|\bcrypto|\bbitcoin|\bmarket\b/, "Manage stock prices with symbol, price and date. Average price per symbol"],
  [/\b(?:parcels?|packages?|shipments?|deliver\w*)\b/, "Manage parcels with tracking number, recipient name, phone, due date and status (on its way, late, delivered)"],
  [/\b(?:appointments?|patients?)\b/, "Manage appointments with patient name, phone, date and reminded yes/no"],
  [/\breceipts?\b/, "Manage receipts with shop, date, total and link"],
  [/\btranslat\w*/, "Manage translations with text, language and translation"],
  [/\b(?:faces?|photos?|pictures?|images?|selfies?)\b/, "Manage photos with title, link and description"],
  [/\b(?:voice|audio|recordings?|podcasts?|songs?|music|speech)\b/, "Manage recordings with title, link, length in minutes and transcript"],
  [/\b(?:bus(?:es)?|trains?|trams?|flights?|metro|ferr(?:y|ies)|departures?|arrivals?)\b/, "Manage departures with line, stop, time and delay in minutes"],
  [/\b(?:locations?|whereabouts|gps|position|where (?:she|he|they|somebody|someone) (?:is|are))\b/, "Manage visits with name, place and date"],
  [/\b(?:messages?|texts?|dms|chats?|whatsapp|conversations?|instagram|facebook|snapchat)\b/, "Manage messages with author, text and date"],
  [/\bnews\b/, "Manage articles with title, link and date"],
  [/\b(?:hotels?|offers?|deals?|cheapest|prices?)\b/, "Manage offers with name, price, link and date"],
];

/** The description of what comes nearest to one that can't be built; null where nothing does. */
export const nearestTo = (text: string): string | null => NEAREST.find(([about]) => about.test(text.toLowerCase()))?.[1] ?? null;
