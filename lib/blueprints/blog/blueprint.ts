import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const draft = (title: string, key: string, more: { [key: string]: Json } = {}, as?: string) => step("POST", "/posts", 201, { body: { title, text: "Text.", ...more }, capture: { [key]: "/id" }, as });

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const blog: Blueprint = {
  id: "blog",
  name: "Blog",
  summary: "Posts with tags and comments: drafted, published, archived, read by anyone.",
  description: "Keeps posts as drafts until they are published under their slug; anyone reads and searches what is published; posts have tags and comments.",
  about: "`POST /posts` with `{ \"title\": \"…\", \"text\": \"…\", \"tags\": [\"travel\"] }` makes a draft, `POST /posts/{id}/publish` puts it on the blog. `GET /blog?q=…&tag=…` and `GET /blog/{slug}` are read without a key.",
  category: "content",
  points: ["Posts are drafts until they are published; they can be unpublished and archived", "GET /blog lists and searches published posts, by words and by tag; GET /blog/{slug} reads one", "Posts take comments, which their author may hide, approve and delete"],
  assumptions: ["Anyone reads the blog; writing and commenting need a key", "Authors see and change only their own posts", "A slug that isn't given is made from the title", "The date of the first publication is kept"],
  publicRoutes: [{ method: "GET", path: "/blog" }, { method: "GET", path: "/blog/{slug}" }, { method: "GET", path: "/blog/{slug}/comments" }],
  examplePrompt: "A blog with drafts, tags, comments and search",
  signals: [
    /\bblogs?\b.*\b(?:drafts?|comments?|publish(?:ing)?|archiv\w+)\b/,
    /\b(?:drafts?|comments?)\b.*\bblogs?\b/,
    /\bblog(?:ging)? (?:engine|platform|system|api|backend|cms)\b/,
    /^(?:an? |my |the )?(?:simple |personal |company )?blog\W*$/,
  ],
  vocabulary: "per-post leave blog blogging weblog post posting article entry entrie draft publish published publishing unpublish unpublished archive archived archiving slug tag tagged tagging comment commenting commenter moderate moderated moderation approve approved approval hide hidden public publicly listing list search searching searchable full text title body content excerpt summary author authors' read reader reading write writer writing edit editing update delete manage management platform engine cms personal company own filter by date newest first order ordered latest state status page pagination paginated visible anyone everyone see their his her before go live on not",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:read|comment|see)\b/,
    /\btitles? (?:is |are |must be )?required\b|\brequired titles?\b/,
    /\bonly (?:the )?published(?: (?:posts?|ones?|articles?|entries))?\b(?: (?:are|is|should be|can be|must be|get|listed|shown|visible|readable|seen|read|displayed|public(?:ly)?|to|by|for|everyone|everybody|anyone|visitors|readers))*/, /\bpublic(?:ly)?\b(?= (?:blog|list|site|page|posts?|articles?)\b)|\bpublicly (?:visible|readable|listed)\b/,
    /\bdrafts? (?:are|is|stay|must be|should be) (?:hidden|private|not (?:public|visible|shown|listed))\b/,
    /\bunique slugs?\b|\bslugs? (?:must be |should be |is |are )?unique\b/,
    /\b(?:his|her|their|my) own (?:posts?|articles?)\b/,
    /\bmoderat\w+ (?:of )?comments\b|\bcomments? moderat\w+/,
    /\bwithout an? (?:key|account)\b/,
  ],
  sets: [{ of: "tags?", values: "any" }, { of: "status|statuses|states?", values: "draft, published, archived, unpublished" }],
  lacks: [/\bauthors\b.*\b(?:bio|profile|page)\b/, /\b(?:nested|threaded) comments?\b|\brepl(?:y|ies)\b/],
  asks: {
    maximumTags: [{ says: /\b(?:at most|up to|no more than|not more than|max(?:imum)?(?: of)?|limit(?:ed)? (?:to|of)) (\d+) tags\b/ }],
    approveComments: [{ says: /\bcomments?\b[^,.;]*\bapprov\w+(?: by (?:the |its |their )?(?:author|me|owner|writer)s?)?(?: before [^,.;]*)?|\bapprov\w+ (?:of )?(?:the |all |new )?comments?\b/, value: true }],
  },
  parameters: [
    { name: "maximumTags", label: "Tags per post", help: "A post with more tags is refused.", kind: "integer", default: 10, min: 2, max: 30 },
    { name: "approveComments", label: "Approve comments", help: "A comment is shown only after the post's author approved it.", kind: "flag", default: false },
  ],
  picture: [
    { caption: "Write a draft", method: "POST", path: "/posts", body: { title: "Ten days on the coast", text: "We left on a Monday.", tags: ["travel"] }, status: 201, reply: { slug: "ten-days-on-the-coast", status: "draft", publishedAt: null } },
    { caption: "Read the blog", method: "GET", path: "/blog", status: 200, reply: { items: [], total: 0 } },
    { caption: "A draft is not public", method: "GET", path: "/blog/ten-days-on-the-coast", status: 404, reply: { error: { code: "not_found", message: "There is no such post" } } },
  ],
  contractTests: ({ maximumTags, approveComments }) => [
    {
      name: "A post goes from draft to published to archived, and only published ones are public",
      steps: [
        step("POST", "/posts", 201, { body: { title: "  Ten days, on the Coast ", text: "We left.", excerpt: "A trip", tags: [" Travel"] }, expect: { slug: "ten-days-on-the-coast", title: "Ten days, on the Coast", text: "We left.", excerpt: "A trip", tags: ["travel"], status: "draft", publishedAt: null, commentCount: 0 }, capture: { id: "/id" } }),
        step("GET", "/blog/ten-days-on-the-coast", 404, missing), step("GET", "/blog", 200, { expect: { items: [], total: 0 } }), step("POST", "/blog/ten-days-on-the-coast/comments", 404, { body: { name: "Ann", text: "Early" }, ...missing }),
        step("POST", "/posts/{{id}}/unpublish", 200, { expect: { status: "draft" } }),
        step("POST", "/posts/{{id}}/publish", 200, { expect: { status: "published", publishedAt: { $type: "string" } }, capture: { first: "/publishedAt" } }),
        step("GET", "/blog/ten-days-on-the-coast", 200, { expect: { title: "Ten days, on the Coast", text: "We left.", publishedAt: "{{first}}" } }),
        step("GET", "/blog", 200, { expect: { items: [{ slug: "ten-days-on-the-coast", excerpt: "A trip", tags: ["travel"], text: { $absent: true } }], total: 1 } }),
        step("POST", "/posts/{{id}}/archive", 200, { expect: { status: "archived", publishedAt: "{{first}}" } }),
        step("GET", "/blog/ten-days-on-the-coast", 404, missing), step("GET", "/blog/ten-days-on-the-coast/comments", 404, missing), step("GET", "/blog", 200, { expect: { items: [] } }),
        step("POST", "/posts/{{id}}/unpublish", 409, { expect: { error: { code: "wrong_status" } } }),
        step("POST", "/posts/{{id}}/publish", 200, { expect: { status: "published", publishedAt: "{{first}}" } }),
        step("POST", "/posts/{{id}}/unpublish", 200, { expect: { status: "draft" } }), step("GET", "/blog", 200, { expect: { total: 0 } }), step("GET", "/posts/{{id}}", 200, { expect: { id: "{{id}}", status: "draft" } }),
      ],
    },
    {
      name: "A slug belongs to one post, and titles that are alike get different ones",
      steps: [
        draft("Same title", "one"), step("POST", "/posts", 201, { body: { title: "Same title!", text: "x" }, expect: { slug: "same-title-2" }, capture: { two: "/id" } }), step("POST", "/posts", 201, { body: { title: "Same title", text: "x" }, expect: { slug: "same-title-3" } }),
        step("POST", "/posts", 409, { body: { title: "Other", text: "x", slug: "same-title" }, expect: { error: { code: "slug_taken" } } }),
        step("PATCH", "/posts/{{two}}", 409, { body: { slug: "same-title" }, expect: { error: { code: "slug_taken" } } }),
        step("PATCH", "/posts/{{two}}", 200, { body: { slug: "another" }, expect: { slug: "another", title: "Same title!" } }),
        step("POST", "/posts", 201, { body: { title: "Été à Łódź", text: "x", slug: "same-title-2" }, expect: { slug: "same-title-2" } }),
        step("POST", "/posts", 201, { body: { title: "Été au café", text: "x" }, expect: { slug: "ete-au-cafe" } }), step("POST", "/posts", 201, { body: { title: "夏", text: "x" }, expect: { slug: "post" } }),
      ],
    },
    {
      name: "The blog is searched by words and tags, newest first, in pages",
      steps: [
        draft("Bread", "a", { text: "Flour and 100% water", tags: ["food", "slow food"] }), draft("Soup", "b", { text: "Water and salt", tags: ["food"] }), draft("Trains", "c", { text: "On time", tags: ["travel"] }), draft("Hidden water", "d", { tags: ["food"] }),
        ...["a", "b", "c"].map((key) => step("POST", `/posts/{{${key}}}/publish`, 200)),
        step("GET", "/blog", 200, { expect: { items: [{ title: "Trains" }, { title: "Soup" }, { title: "Bread" }], total: 3 } }),
        step("GET", "/blog?q=WATER", 200, { expect: { items: [{ title: "Soup" }, { title: "Bread" }], total: 2 } }), step("GET", "/blog?q=trains", 200, { expect: { items: [{ title: "Trains" }] } }), step("GET", "/blog?q=0%25%20w", 200, { expect: { items: [{ title: "Bread" }] } }),
        step("GET", "/blog?tag=FOOD", 200, { expect: { items: [{ title: "Soup" }, { title: "Bread" }], total: 2 } }), step("GET", "/blog?tag=foo", 200, { expect: { items: [] } }), step("GET", "/blog?tag=food&q=salt", 200, { expect: { items: [{ title: "Soup" }] } }),
        step("GET", "/blog?limit=2", 200, { expect: { items: [{ title: "Trains" }, { title: "Soup" }], total: 3 }, capture: { cursor: "/cursor" } }), step("GET", "/blog?limit=2&cursor={{cursor}}", 200, { expect: { items: [{ title: "Bread" }], cursor: null } }),
        step("GET", "/posts?status=draft", 200, { expect: { items: [{ title: "Hidden water" }], total: 1 } }), step("GET", "/posts?q=water&tag=food", 200, { expect: { items: [{ title: "Hidden water" }, { title: "Soup" }, { title: "Bread" }], total: 3 } }),
        ...["limit=0", "limit=101", "cursor=garbage", "status=draft", "tag=%7C", "q="].map((query) => step("GET", `/blog?${query}`, 422, invalid)), step("GET", "/blog?limit=100", 200), step("GET", "/posts?status=lost", 422, invalid),
      ],
    },
    {
      name: "A post is changed and deleted with its comments",
      steps: [
        draft("Old", "id", { tags: ["a"], excerpt: "Short" }), step("PATCH", "/posts/{{id}}", 200, { body: { title: "New" }, expect: { title: "New", text: "Text.", tags: ["a"], excerpt: "Short", slug: "old" } }),
        step("PATCH", "/posts/{{id}}", 200, { body: { text: "Fresh", tags: ["b", "b"] }, expect: { title: "New", text: "Fresh", tags: ["b"] } }), step("GET", "/posts?tag=b&q=fresh", 200, { expect: { total: 1 } }), step("GET", "/posts?tag=a", 200, { expect: { total: 0 } }), step("GET", "/posts?q=old", 200, { expect: { total: 0 } }),
        step("PATCH", "/posts/{{id}}", 422, { body: {}, ...invalid }), step("PATCH", "/posts/{{id}}", 422, { body: { status: "published" }, ...invalid }), step("POST", "/posts/{{id}}/publish", 200),
        step("POST", "/blog/old/comments", 201, { body: { name: "Ann", text: "Nice" }, capture: { comment: "/id" } }),
        step("DELETE", "/posts/{{id}}", 204), step("GET", "/posts/{{id}}", 404, missing), step("GET", "/blog/old", 404, missing), step("DELETE", "/posts/{{id}}", 404, missing), step("DELETE", "/comments/{{comment}}", 404, missing), step("GET", "/posts", 200, { expect: { items: [], total: 0 } }),
        ...["publish", "unpublish", "archive"].map((action) => step("POST", `/posts/${NOBODY}/${action}`, 404, missing)), step("PATCH", "/posts/nothing", 404, { body: { title: "x" }, ...missing }), step("GET", `/posts/${NOBODY}/comments`, 404, missing), step("DELETE", "/comments/nothing", 404, missing), step("POST", `/comments/${NOBODY}/approve`, 404, missing),
      ],
    },
    {
      name: "Comments are shown, hidden and deleted by the post's author",
      steps: [
        draft("Open", "id", {}, "anna"), step("POST", "/posts/{{id}}/publish", 200, { as: "anna" }),
        step("POST", "/blog/open/comments", 201, { body: { name: " Ben ", text: "First" }, expect: { name: "Ben", text: "First", isShown: approveComments !== true }, capture: { first: "/id" }, as: "ben" }),
        step("POST", "/blog/open/comments", 201, { body: { name: "Cleo", text: "Second" }, capture: { second: "/id" }, as: "cleo" }),
        step("GET", "/blog/open/comments", 200, { expect: approveComments === true ? { items: [], total: 0 } : { items: [{ text: "First" }, { text: "Second" }], total: 2 } }),
        step("GET", "/posts/{{id}}/comments", 200, { expect: { items: [{ text: "Second" }, { text: "First" }], total: 2 }, as: "anna" }),
        step("POST", "/comments/{{second}}/approve", 200, { expect: { isShown: true }, as: "anna" }), step("POST", "/comments/{{first}}/hide", 200, { expect: { isShown: false }, as: "anna" }),
        step("GET", "/blog/open/comments", 200, { expect: { items: [{ text: "Second", isShown: true }], total: 1 } }),
        step("POST", "/comments/{{first}}/approve", 404, { ...missing, as: "ben" }), step("DELETE", "/comments/{{first}}", 404, { ...missing, as: "cleo" }),
        step("DELETE", "/comments/{{first}}", 204, { as: "ben" }), step("DELETE", "/comments/{{second}}", 204, { as: "anna" }), step("DELETE", "/comments/{{second}}", 404, { as: "anna" }),
        step("GET", "/blog/open", 200, { expect: { commentCount: 0 } }), step("GET", "/blog/open/comments?limit=101", 422, invalid), step("GET", "/posts/{{id}}/comments?limit=101", 422, { ...invalid, as: "anna" }),
        ...bodies([{}, { name: "", text: "x" }, { name: "A", text: " " }, { name: "A", text: "x".repeat(2001) }, { name: "x".repeat(81), text: "x" }, { name: "A", text: "x", isShown: true }]).map((body) => step("POST", "/blog/open/comments", 422, { body, ...invalid })),
      ],
    },
    {
      name: "Nobody sees or changes another author's drafts",
      steps: [
        draft("Secret", "id", {}, "anna"), draft("Mine", "mine", {}, "ben"), step("GET", "/posts", 200, { expect: { items: [{ title: "Mine" }], total: 1 }, as: "ben" }),
        step("GET", "/posts/{{id}}", 404, { ...missing, as: "ben" }), step("PATCH", "/posts/{{id}}", 404, { body: { title: "x" }, ...missing, as: "ben" }), step("DELETE", "/posts/{{id}}", 404, { ...missing, as: "ben" }), step("GET", "/posts/{{id}}/comments", 404, { ...missing, as: "ben" }),
        ...["publish", "unpublish", "archive"].map((action) => step("POST", `/posts/{{id}}/${action}`, 404, { ...missing, as: "ben" })),
        step("GET", "/posts/{{id}}", 200, { expect: { title: "Secret", status: "draft" }, as: "anna" }),
      ],
    },
    {
      name: "What isn't a post is refused",
      steps: [
        ...bodies([{}, { title: "x" }, { text: "x" }, { title: "", text: "x" }, { title: "two\nlines", text: "x" }, { title: "x".repeat(201), text: "x" }, { title: "x", text: "  " }, { title: "x", text: "x".repeat(20_001) }, { title: "x", text: "x", slug: "Not A Slug" }, { title: "x", text: "x", slug: "-a" }, { title: "x", text: "x", tags: ["a|b"] }, { title: "x", text: "x", tags: "a" }, { title: "x", text: "x", excerpt: "x".repeat(501) }, { title: "x", text: "x", status: "published" }, { title: "x", text: "x", tags: Array.from({ length: Number(maximumTags) + 1 }, (_item, index) => `t${index}`) }]).map((body) => step("POST", "/posts", 422, { body, ...invalid })),
        step("GET", "/posts", 200, { expect: { total: 0 } }), step("POST", "/posts", 201, { body: { title: "x".repeat(200), text: "x".repeat(20_000), tags: Array.from({ length: Number(maximumTags) }, (_item, index) => `t${index}`) } }),
      ],
    },
  ],
};
