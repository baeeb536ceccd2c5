import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

export const randomIdsAndPasswords: Blueprint = {
  id: "random-ids-and-passwords",
  name: "Random ids and passwords",
  summary: "UUIDs, ULIDs, short ids, passwords, PINs and tokens.",
  description: "Makes random values of six kinds from a cryptographic source: UUID (4 and 7), ULID, short id, password, PIN and token.",
  about: "`GET /uuid`, `/ulid`, `/nanoid`, `/password`, `/pin` and `/token` each take `count`, and what fits the kind: `version`, `length`, `symbols`, `bytes`, `encoding`.",
  category: "developer",
  points: ["GET /uuid?version=4|7, /ulid and /nanoid?length=… make ids", "GET /password?length=…&symbols=true, /pin?length=… and /token?bytes=… make secrets", "count makes many at once; nothing is stored"],
  assumptions: ["A password has at least one character of each chosen group", "Nothing that is made is kept or logged"],
  publicRoutes: [],
  examplePrompt: "Random ids and passwords",
  signals: [
    /\b(random|generat(?:e|es|or|ing)|secure|strong|make|makes|create)\b.*\b(passwords?|uuids?|guids?|ulids?|nanoids?|ids?|identifiers?|pins?|tokens?)\b/,
    /\b(passwords?|uuids?|guids?|ulids?|ids?|pins?|tokens?)\b.*\b(generat(?:e|es|or|ing|ion))\b/,
  ],
  vocabulary: "test testing per-call byte bytes reset random randomly id ids identifier uuid guid ulid nanoid nano password pin code token secure securely strong safe generator generate generating generation symbol digit length long letter character uppercase lowercase different kind v4 v7 version cryptographic cryptographically unique new several multiple special with option options number upper lower case capital capitals or include toggle",
  keeps: [
    /\b(?:secure(?:ly)?|strong|safe|unique|passwords?|random)\b/,
    /\bat least(?= (?:an?|one|1) )|\b(?:at least|min(?:imum)?(?: of)?|max(?:imum)?(?: of)?|up to|between)(?= (?:\d+(?: (?:and|to) \d+)? (?:characters?|chars|long|signs)|length))/,
    /\bmin(?:imum)? length\b|\bmax(?:imum)? length\b/,
    /\bwithout (?:symbols|special characters)\b/,
  ],
  lacks: [/\b(?:stor(?:e|es|ing)|sav(?:e|es|ing)|keep|manager|vault|strength|memorable|words?|ambiguous|check)\b/],
  asks: {
    passwordLength: [{ says: /\bpasswords? (?:of|with|at|have|are)(?: length)? (\d+)(?: (?:characters?|chars))?\b|\b(\d+)[- ](?:characters?|chars?) passwords?\b/ }],
    pinLength: [{ says: /\b(\d+)[- ]digit pins?\b|\bpins? (?:of|with) (\d+) digits\b/ }],
  },
  parameters: [
    { name: "passwordLength", label: "Length of a password", help: "Of a password whose length the call doesn't name.", kind: "integer", default: 20, min: 12, max: 64 },
    { name: "pinLength", label: "Length of a PIN", help: "Of a PIN whose length the call doesn't name.", kind: "integer", default: 6, min: 4, max: 12 },
    { name: "maximumCount", label: "Most at once", help: "Values in one call.", kind: "integer", default: 100, min: 20, max: 1000 },
  ],
  picture: [
    { caption: "Make three UUIDs", method: "GET", path: "/uuid?count=3", status: 200, reply: { kind: "uuid", count: 3 } },
    { caption: "Make a password", method: "GET", path: "/password?length=24", status: 200, reply: { kind: "password", count: 1 } },
    { caption: "Ask for a short password", method: "GET", path: "/password?length=4", status: 422, reply: { error: { code: "invalid" } } },
  ],
  contractTests: ({ passwordLength, pinLength, maximumCount }) => [
    { name: "A UUID has its form", steps: [step("GET", "/uuid", 200, { expect: { kind: "uuid", count: 1, values: [{ $regex: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }] } }), step("GET", "/uuid?version=7&count=3", 200, { expect: { values: { $every: { $regex: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } } } })] },
    { name: "ULIDs and short ids have their form", steps: [step("GET", "/ulid?count=2", 200, { expect: { values: [{ $regex: "^[0-9A-HJKMNP-TV-Z]{26}$" }, { $regex: "^[0-9A-HJKMNP-TV-Z]{26}$" }] } }), step("GET", "/nanoid", 200, { expect: { values: [{ $regex: "^[A-Za-z0-9_-]{21}$" }] } }), step("GET", "/nanoid?length=8&count=5", 200, { expect: { count: 5, values: { $every: { $length: 8 } } } })] },
    { name: "A password has every chosen group", steps: [step("GET", "/password?count=20", 200, { expect: { values: { $every: { $regex: `^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{${Number(passwordLength)}}$` } } } }), step("GET", "/password?length=12&symbols=false", 200, { expect: { values: [{ $regex: "^[A-Za-z0-9]{12}$" }] } }), step("GET", "/password?lookAlikes=false&count=20", 200, { expect: { values: { $every: { $regex: "^[^0O1lI|]+$" } } } })] },
    { name: "PINs and tokens have their length", steps: [step("GET", "/pin", 200, { expect: { values: [{ $regex: `^[0-9]{${Number(pinLength)}}$` }] } }), step("GET", "/pin?length=4", 200, { expect: { values: [{ $regex: "^[0-9]{4}$" }] } }), step("GET", "/token", 200, { expect: { values: [{ $regex: "^[0-9a-f]{64}$" }] } }), step("GET", "/token?bytes=16&encoding=base64url", 200, { expect: { values: [{ $regex: "^[A-Za-z0-9_-]{22}$" }] } })] },
    { name: "Numbers out of range and unknown options are refused", steps: [step("GET", `/uuid?count=${Number(maximumCount)}`, 200, { expect: { values: { $length: Number(maximumCount) } } }), step("GET", `/uuid?count=${Number(maximumCount) + 1}`, 422, { expect: { error: { code: "invalid" } } }), step("GET", "/uuid?version=1", 422), step("GET", "/password?length=4", 422), step("GET", "/pin?length=abc", 422), step("GET", "/token?bites=3", 422)] },
  ],
};
