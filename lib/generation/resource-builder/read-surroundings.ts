import type { ResourcePlan } from "./resource-plan.ts";
import { stripLeadIns } from "./strip-lead-ins.ts";
import { listWords } from "./words.ts";

/** Takes out who asks, and what surrounds an API and isn't built as it is described: technologies, deployment, front ends, sign-in, qualities. */
export function readSurroundings(description: string): { rest: string } & Pick<ResourcePlan, "assumptions" | "leftOut"> {
  const found = { assumptions: new Set<string>(), leftOut: new Map<string, string[]>() };
  let rest = stripLeadIns(description);
  for (const { pattern, note, isOurs, put } of SURROUNDINGS) {
    rest = rest.replace(pattern, (...parts: unknown[]) => {
      const groups = parts.at(-1);
      const what = typeof groups === "object" && groups !== null ? String(Object.entries(groups).find(([name]) => name === "what")?.[1] ?? "") : "";
      if (isOurs) found.assumptions.add(note);
      else if (note && !areOurs(what)) found.leftOut.set(note, [...(found.leftOut.get(note) ?? []), `"${what.trim()}"`]);
      return put ?? replacementOf(String(parts[0]));
    });
  }
  return { rest: tidy(rest), assumptions: [...found.assumptions], leftOut: [...found.leftOut].map(([note, whats]) => `${listWords(whats)}: ${note}`) };
}

/** "users can log in and see" still needs its users; what opened a list still opens it. */
const replacementOf = (match: string): string => (/ and (?=$)/.test(match) && /\bcan\b|should|must|able/.test(match) ? " users can " : /^[ ,]*with\b/i.test(match) ? " with\u0000" : " ");

const tidy = (text: string): string => text
  .replace(/ with\u0000\s*(?:,? and with |, with |,? and |, )(?=[a-z"])/gi, " with ")
  .replace(/ with\u0000/g, " ")
  .replace(/[ \t]{2,}/g, " ").replace(/ +([,.;:!?])/g, "$1").replace(/(?:,| and|(?<!, [a-z]+ed) with)+(?=[.;!]|\s*$)/gi, "").replace(/([.;!])(?:\s*[.;!])+(?!\d)/g, "$1").replace(/^[\s,.;!]+|\s+$/g, "")
  .replace(/^(?:and|with|also) /i, "");

const any = (words: string): string => `(?:${words})`;
/** Names that mean nothing else. */
const CLEAR = "python|javascript|typescript|node(?:\\.?js)|golang|php|ruby on rails|c#|asp\\.net(?: core)?|\\.net(?: core)?|kotlin|express(?:\\.?js)|fast ?api|django(?: rest framework)?|flask|spring ?boot|laravel|nest\\.?js|next\\.?js|fastify|graphql|grpc|mongo ?db|mongo|my ?sql|mariadb|postgres(?:ql)?|sqlite3?|redis|dynamo ?db|firebase|firestore|supabase|sql server|elasticsearch|nosql|prisma|mongoose|sqlalchemy|typeorm|sequelize|hibernate|graph ?ql";
const VAGUE = "node|go|java|rust|ruby|scala|swift|elixir|express|spring|rails|gin|koa|nest|next|bun|deno|oracle|sql|hono";
const TECH = any(`${CLEAR}|${VAGUE}`);
const KIND = "(?: (?:database|db|backend|framework|language|server|orm|storage|as (?:the |a )?(?:database|db|backend|language|framework)))?";
const MORE = `(?:(?:,? and (?:with )?|,? with |, | ?\\/ ?| \\+ ?| )(?:an? |the )?${TECH}${KIND})*`;
const END = "(?=\\s*(?:[,.;!?\\n)]|$|and\\b|with\\b|for\\b|that\\b|to\\b|where\\b|which\\b))";
const STOP = "(?=\\s*(?:[,.;!?\\n)]|$|and\\b))";
const BEFORE = "(?:[ ,;]*\\b(?:and|also|please|it|should|must|be|is|i|we|you|want|need|to|have|has|make|build|create|the api|write|api)\\b)*[ ,]*";
const ITEM = "[ ,]*\\b(?:and |with |has |have |plus |including |, )+(?:also )?(?:an? |the |my )?";
const QUALITY = "(?:very |super |really |highly |blazing(?:ly)? )?(?:fast|scalable|secure|robust|reliable|modern|production[- ]ready|high[- ]performance|high[- ]quality|performant|efficient|lightweight|professional|well[- ]structured|maintainable|easy to use|user[- ]friendly)";
const SIGN = "(?:(?:jwt|o ?auth ?2?|google|facebook|github|social|token|session|email|user|secure|basic|simple|password|account|bearer)(?:[- ]based)?[ -])*(?:log[ -]?ins?|log ?out|sign[ -]?ins?|sign[ -]?ups?|authentication|auth|user accounts|(?:user|account) registration)";
const SIGNS = `(?:jwt(?: tokens?)?|o ?auth ?2?|registration and log ?in|${SIGN})(?:(?:,| and| or| ?\\/|,? &) ?(?:${SIGN}|register|registration|authorization|jwt))*(?: (?:using|with|via|by) (?:jwts?(?: tokens?)?|tokens?|o ?auth ?2?|google|github|facebook|e-?mail(?: and password)?|password))?(?: system| support| for users)?`;
const SCREEN = "(?:(?:simple|nice|small|responsive|modern|react|vue|angular|svelte|admin|web|mobile|basic|html|beautiful|native) )*(?:front ?-?ends?|mobile apps?|web ?-?(?:page|site|app|interface|ui)s?|ui|user interface|gui|dashboard|admin (?:panel|area|page|interface)|(?:ios|android|react|vue|flutter) apps?|landing page|(?:pie |bar |line )?charts?|graphs?)";

const NO_TECH = "the code is TypeScript, and the platform runs it and keeps its data in Postgres.";
const DEPLOYED = "it is deployed on this platform as soon as its tests pass.";
const NO_PAGES = "an API is built, with reference pages to try it, and no other pages or apps.";
const NO_SIGN_IN = "an API built here has no sign-in of its own: each caller comes with a key.";
const NO_SIGN_IN_ASKED = "there is no sign-in, as you asked: each caller comes with a key";
const TESTED = "it comes with an OpenAPI document, reference pages made from it and contract tests that passed before it went live";

/** Whether what is left out says only how an API is made, run or shown: what it does is the same. */
export const isAboutSurroundings = (leftOut: string): boolean => [NO_TECH, DEPLOYED, NO_PAGES].some((note) => leftOut.endsWith(note));

interface Surrounding {
  pattern: RegExp;
  /** Empty: nothing to say. */
  note: string;
  /** It is there anyway: an assumption, nothing left out. */
  isOurs?: boolean;
  /** Stands in its place. */
  put?: string;
}

const SURROUNDINGS: Surrounding[] = [
  { pattern: new RegExp(`${BEFORE}\\b(?<what>(?:(?:written |built |made |implemented |developed |stored |saved |kept |coded )*(?:in|using|use|uses|via|on top of)) (?:an? |the )?${TECH}${KIND}${MORE})${END}`, "gi"), note: NO_TECH },
  { pattern: new RegExp(`[ ,]*\\b(?<what>(?:(?:with|and|with (?:an?|the)) ${any(CLEAR)}|with ${any(VAGUE)}(?=(?:,| and| \\+| ?\\/) ?${any(CLEAR)}))${KIND}${MORE})${END}`, "gi"), note: NO_TECH },
  { pattern: new RegExp(`\\b(?<what>${any(`${CLEAR}|(?:${VAGUE})(?= (?:rest(?:ful)? )?(?:api|backend|server)\\b)`)}${MORE}) (?=(?:rest(?:ful)? |crud |web )*(?:api|app|backend|server|service|application|microservice)\\b)`, "gi"), note: NO_TECH },
  { pattern: new RegExp(`${BEFORE}\\b(?<what>(?:deployed|hosted|running|deploy(?: it)?|host(?: it)?|runs?|ready to deploy|deployable)(?: (?:on|to|in|with|via))? (?:a |the )?(?:aws(?: lambda)?|azure|gcp|google cloud|heroku|vercel|netlify|docker(?: compose| containers?)?|kubernetes|k8s|cloudflare(?: workers)?|digital ?ocean|cloud|my (?:own )?server)(?: (?:with|using|and|on|\\+) (?:docker|kubernetes|aws))*)${END}`, "gi"), note: DEPLOYED },
  { pattern: new RegExp(`${BEFORE}(?:\\bwith )?\\b(?<what>(?:on (?:aws|azure|gcp|heroku|vercel|kubernetes|google cloud))|docker(?:ised|ized| support| image| container|file| compose)|(?:a )?dockerfile|(?:in|using|with) docker|ci\\/cd(?: pipelines?)?)${END}`, "gi"), note: DEPLOYED },
  { pattern: new RegExp(`${ITEM}(?!(?<=(?:,|\\band|\\bwith) )web ?-?(?:site|page)s?\\b)(?<what>${SCREEN})${STOP}`, "gi"), note: NO_PAGES },
  { pattern: new RegExp(`(?<=^(?:(?:please|i|we|want|need|would like|to|make|build|create|develop|design|me|us|an?|the|my|our|simple|small) )*)(?<what>(?:(?:mobile|web|ios|android|flutter|desktop|phone) app|${SCREEN}|web ?site))(?= (?:for|to|that|where|which|with) )`, "gi"), note: NO_PAGES, put: "app" },
  { pattern: new RegExp(`[ ,]*\\bfor (?:an? |my |our |the |your )(?<what>${SCREEN})${END}`, "gi"), note: "" },
  { pattern: new RegExp(`[ ,;]*(?:\\b(?:and|where|so that) )*\\b(?:users?|people|members|customers|everyone|they|each user|you) (?:can|could|should|must|may|need to|have to|should be able to|are able to) (?<what>(?:register|sign ?up|log ?in|sign ?in|login|create an account)(?:(?:,| and| or| ?\\/) ?(?:register|sign ?up|log ?in|sign ?in|login|log ?out|create an account))*(?: (?:with|using|via) (?:jwt|google|o ?auth ?2?|e-?mail(?: and password)?|a password))?)(?: (?:and (?=(?:see|view|access|manage|edit|only|create|add|update|delete|like|vote|upvote|comment)\\b))|${STOP})`, "gi"), note: NO_SIGN_IN },
  { pattern: new RegExp(`(?:^|[ ,]*(?<=[.;!,\\n] ?))(?:and |but |also |so )*(?:(?:(?:i|we|you|it|there) )?(?:(?:don't|dont|do not|doesn't|doesnt|does not) (?:really |actually |even )?(?:need|want|require|have)(?: to have)?|(?:there is |need )?no(?: need for)?)(?: any| an?| the)* (?<what>${SIGNS})(?: (?:is |are )?(?:needed|required|necessary|yet|for now|please))?)${STOP}(?:,? (?:just|only)(?= [a-z]))?`, "gi"), note: NO_SIGN_IN_ASKED, isOurs: true },
  { pattern: new RegExp(`(?:${ITEM}|(?<=[.;!\\n] ?)(?:use )?|[ ,]*\\b(?:using|(?:secured|protected) (?:by|with)) )(?<what>${SIGNS})${STOP}`, "gi"), note: NO_SIGN_IN },
  { pattern: /(?:[ ,]*\b(?:and|with|has|have|plus|including|also|,) +|(?<=[.;!\n] ?)(?:include |add |also |with )*)(?:full |good |an? |the |some |proper )*(?<what>(?:swagger|open ?api)(?: (?:docs?|documentation|spec(?:ification)?|ui))?|(?:api )?documentation|api docs|unit tests?|integration tests?|automated tests|tests(?: included)?|test coverage)(?=\s*(?:[,.;!?\n)]|$|and\b))/gi, note: TESTED, isOurs: true },
  { pattern: new RegExp(`(?:[ ,]*\\b(?:and|that|which|it|the api|everything|should|must|has to|needs to|make it|is|be)\\b)+ (?:be |is )?(?<what>${QUALITY}(?:(?:,? and |, )${QUALITY})*)(?=\\s*(?:[.;!?\\n)]|$))`, "gi"), note: "" },
  { pattern: new RegExp(`\\b(?<what>${QUALITY}(?:(?:,? and |, | )${QUALITY})*,?) (?=(?:rest(?:ful)? |crud |web |json )*(?:api|backend|service|app|server|system|microservice)\\b)`, "gi"), note: "" },
];

/** What an API from here is made of anyway. */
const areOurs = (what: string): boolean => what.split(/,? and (?:with )?|,? with |, | ?\/ ?| \+ /).every((part) => OURS.test(part));
const OURS = /^(?:(?:written |built |made |implemented |stored |saved |kept )*(?:in|using|use|uses|with|via|and) )?(?:an? |the )?(?:typescript|postgres(?:ql)?|supabase|hono)(?: (?:database|db))?$/i;
