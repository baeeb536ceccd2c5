import type { Blueprint } from "../blueprint.ts";
import { malformed, step } from "../contract-step.ts";
import { documented, LIMIT, WHOLE } from "../documented.ts";

const CODE_PATTERNS: Record<string, string> = { "letters and digits": "[a-z2-9]", letters: "[a-z]", digits: "[0-9]" };
const missing = { expect: { error: { code: "not_found" } } };
const longest = `https://example.com/${"x".repeat(1980)}`;
const url = "https://example.com/a/long/address?with=a&query=1";

export const linkShortener: Blueprint = {
  id: "link-shortener",
  name: "Link shortener",
  summary: "Short links that redirect and count their clicks.",
  description: "Makes short codes for long addresses, redirects to them and counts the clicks.",
  about: "`POST /links` with `{ \"url\": \"https://…\" }` gives a code, or takes yours. `GET /go/{code}` redirects, without a key. `GET /links/{code}` tells the clicks.",
  category: "utilities",
  points: ["POST /links makes a short link, with a code of your own or a random one", "GET /go/{code} redirects and counts the click", "Links are listed, changed and deleted under /links"],
  assumptions: ["Anyone may follow a short link; making and managing them needs a key", "Only http and https addresses are taken"],
  publicRoutes: [{ method: "GET", path: "/go/{code}" }],
  examplePrompt: "A link shortener that counts clicks",
  signals: [
    /\b(shorten|shortens|shortener|shortening|short|tiny)\b.*\b(links?|urls?|addresse?s?)\b/,
    /\b(links?|urls?)\b.*\b(shorten|shortens|shortener|shortening)\b/,
  ],
  vocabulary: "per-link stat statistic link url shorten shortener shortening short tiny long redirect redirecting redirection forward code custom own alias slug click count counter counting track tracking address web website page turn into visit hit bitly like tinyurl number times follow follows followed open opens opened opening visitor original target destination browser redirected redirects goes",
  keeps: [
    /\bhow (?:often|many times) (?:they|it|each(?: link| one)?) (?:was|were|is|are|has been|have been|gets?|get) (?:clicked|used|visited|opened|followed)\b/,
    /\b(?:my|your|our|their) own (?:slugs?|codes?|alias(?:es)?|names?)\b/,/\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:follow|open|click|use)\b/, /\b(?:a |my |your |his |their |its )*own (?:short )?(?:codes?|alias(?:es)?|slugs?|links?|word|name)\b|\bof (?:my|your|their) own\b/, /\b(?:unique|random) (?:short )?codes?\b/],
  lacks: [/\bper (?:day|country)\b|\bcountr|\bexpir/, /\bqr\b/],
  asks: {
    codeLength: [{ says: /(?<!\b(?:up to|at most|at least|max(?:imum)?(?: of)?|min(?:imum)?(?: of)?|titles?|names?|urls?|slugs?|alias(?:es)?|passwords?|descriptions?|notes?)\b[^,.;]*)\b(\d+)[- ](?:characters?|chars?)(?:[- ]long)?\b/ }],
    codeCharacters: [{ says: /\b(?:only (?:digits|numbers)|(?:digits|numbers) only|numeric)\b/, value: "digits" }, { says: /\b(?:only letters|letters only)\b/, value: "letters" }, { says: /\bletters and (?:digits|numbers)\b/, value: "letters and digits" }],
  },
  parameters: [
    { name: "codeLength", label: "Length of a code", help: "Characters of a random code. Longer codes are harder to guess.", kind: "integer", default: 7, min: 5, max: 20 },
    { name: "codeCharacters", label: "Characters of a code", help: "What a random code is made of.", kind: "choice", default: "letters and digits", options: ["letters and digits", "letters", "digits"] },
  ],
  picture: [
    { caption: "Shorten a link", method: "POST", path: "/links", body: { url, code: "spring-sale" }, status: 201, reply: { code: "spring-sale", url, shortPath: "/go/spring-sale", clicks: 0 } },
    { caption: "Follow it", method: "GET", path: "/go/spring-sale", status: 302 },
    { caption: "See the clicks", method: "GET", path: "/links/spring-sale", status: 200, reply: { code: "spring-sale", clicks: 1 } },
  ],
  contractTests: ({ codeLength, codeCharacters }) => [
    {
      name: "A link is shortened, followed and counted",
      steps: [
        step("POST", "/links", 201, { body: { url }, expect: { code: { $regex: `^${CODE_PATTERNS[String(codeCharacters)] ?? ""}{${Number(codeLength)}}$` }, url, clicks: 0, shortPath: { $type: "string" } }, capture: { code: "/code" } }),
        { request: { method: "GET", path: "/go/{{code}}" }, expect: { status: 302, headers: { location: url } } },
        step("GET", "/go/{{code}}", 302),
        step("GET", "/links/{{code}}", 200, { expect: { code: "{{code}}", url, clicks: 2 } }),
      ],
    },
    { name: "A code can be chosen, once", steps: [step("POST", "/links", 201, { body: { url, code: "spring-sale" }, expect: { code: "spring-sale", shortPath: "/go/spring-sale" } }), step("POST", "/links", 409, { body: { url, code: "spring-sale" }, expect: { error: { code: "taken" } } })] },
    { name: "A link can lead elsewhere and be deleted", steps: [step("POST", "/links", 201, { body: { url, code: "moving" } }), step("PATCH", "/links/moving", 200, { body: { url: "https://example.org/new" }, expect: { url: "https://example.org/new" } }), { request: { method: "GET", path: "/go/moving" }, expect: { status: 302, headers: { location: "https://example.org/new" } } }, step("DELETE", "/links/moving", 204), step("GET", "/go/moving", 404, missing), step("GET", "/links/moving", 404, missing), step("DELETE", "/links/moving", 404)] },
    { name: "Links are listed in pages", steps: [...["one-a", "one-b", "one-c"].map((code) => step("POST", "/links", 201, { body: { url, code } })), step("GET", "/links?limit=2", 200, { expect: { items: { $length: 2 }, cursor: { $type: "string" }, total: { $gte: 3 } }, capture: { cursor: "/cursor" } }), step("GET", "/links?limit=2&cursor={{cursor}}", 200, { expect: { items: { $minLength: 1 } } }), step("GET", "/links?limit=100", 200, { expect: { total: 3 } }), ...["limit=0", "limit=101", "limit=1.5"].map((query) => step("GET", `/links?${query}`, 422))] },
    {
      name: "What isn't a web address is refused",
      steps: [
        step("POST", "/links", 422, { body: { url: "not an address" }, expect: { error: { code: "invalid" } } }),
        step("POST", "/links", 422, { body: { url: "javascript:alert(1)" } }),
        step("POST", "/links", 422, { body: {}, expect: { error: { message: "url: is required" } } }),
        step("POST", "/links", 422, { body: { url, code: "a b" } }),
        step("POST", "/links", 422, { body: { url, clicks: 5 }, expect: { error: { message: { $regex: "^json: " } } } }),
        malformed("POST", "/links"),
        step("PATCH", "/links/nowhere", 404, { body: { url }, ...missing }),
        step("GET", "/links", 200, { expect: { items: [], total: 0 } }),
      ],
    },
    {
      name: "Addresses and codes may be as long as they may be, and no longer",
      steps: [
        step("POST", "/links", 201, { body: { url: longest, code: "abc" }, expect: { url: longest } }), step("POST", "/links", 422, { body: { url: `${longest}x` } }),
        step("PATCH", "/links/abc", 422, { body: { url: `${longest}x` } }),
        step("POST", "/links", 201, { body: { url, code: "x".repeat(40) } }), ...["ab", "x".repeat(41)].map((code) => step("POST", "/links", 422, { body: { url, code } })),
        ...["a", "x".repeat(200)].map((code) => step("GET", `/links/${code}`, 404, missing)),
      ],
    },
    {
      name: "The document says what a link needs and what every reply holds",
      steps: [
        documented({
          LinkInput: { required: ["url"], properties: { url: { maxLength: 2000 } } }, LinkPatch: { required: ["url"] }, LinkList: { required: ["items", "cursor", "total"], properties: { total: WHOLE } },
          Link: { required: ["code", "url", "shortPath", "clicks", "createdAt", "updatedAt"], properties: { clicks: WHOLE } },
        }, { "/links": LIMIT, "/links/{code}": { name: "code", schema: { minLength: 1, maxLength: 200 } } }),
      ],
    },
  ],
};
