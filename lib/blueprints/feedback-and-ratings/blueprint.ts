import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const missing = { expect: { error: { code: "not_found" } } };
const invalid = { expect: { error: { code: "invalid" } } };
const NOBODY = "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e";
const review = (thing: string, as: string, stars: number, more: { [key: string]: Json } = {}, key = as) => step("PUT", `/things/${thing}/review`, 201, { body: { stars, text: "Fine", ...more }, expect: { thing, stars }, capture: { [key]: "/id" }, as });

/** Each is checked as JSON by itself. */
const bodies = (list: { [key: string]: Json }[]) => list;

export const feedbackAndRatings: Blueprint = {
  id: "feedback-and-ratings",
  name: "Feedback and ratings",
  summary: "Reviews with stars, one per caller and thing, with averages and their distribution.",
  description: "Collects reviews with stars for things that you name by an id of your own: one per caller and thing, with averages, the distribution of the stars, helpful votes and a list of the best.",
  about: "`PUT /things/{thing}/review` with `{ \"stars\": 4, \"text\": \"…\" }` reviews or changes your review, `GET /things/{thing}/rating` gives the average and the distribution, `GET /things/{thing}/reviews?sort=helpful` lists.",
  category: "social",
  points: ["One review per caller and thing; a second one replaces the first", "GET /things/{thing}/rating gives the average and how many gave which stars", "Reviews are listed, filtered by stars, searched and marked as helpful"],
  assumptions: ["Things are known by an id of your choice, such as a product number, and needn't be stored first", "Everybody with a key reads all reviews, and changes only their own", "Averages have two decimals"],
  publicRoutes: [],
  examplePrompt: "Product reviews with 1 to 5 stars, one per person, with averages and distribution",
  signals: [
    /\b(?:reviews?|ratings?|stars?|feedback)\b.*\b(?:averages?|distributions?|mean|histogram)\b/, /\b(?:averages?|mean) (?:stars?|ratings?|scores?)\b/, /\b(?:reviews?|ratings?)\b.*\b(?:one|once) (?:per|by|from|for) (?:person|user|consumer|customer|caller|each)\b/,
    /\b(?:review|rating|star rating|star|feedback) (?:system|api|service|platform|collection|collector|backend)\b/, /^(?:customer |user |product )?(?:reviews and ratings|ratings and reviews|feedback and ratings)\b/,
  ],
  vocabulary: "per-product per-person per-thing per-item per-movie per-book per-restaurant per-place per-page per-shop per-course per-recipe per-film per-customer per-user first page site video podcast lesson service app belong review reviewing reviewer rating rate rated rating star score feedback comment average mean distribution histogram per person consumer customer caller product thing item id system service platform collect collecting collection collector leave left best top highest helpful vote count number of overall filter sort search text change edit delete replace from 1 5 customers' who once only each movie book restaurant place shop course recipe film",
  keeps: [
    /\b(?:every(?:one|body)|any(?:one|body)|visitors|people) (?:can |may |sees? )?(?:review|rate|read|leave|see)\b/,
    /\b(?:can't|cannot|can not|nobody|no one|not|never|must not)\b[^,.;]*\b(?:review|rate)\w*[^,.;]*\btwice\b/,
    /\b(?:one|1|a single|only one)(?: (?:review|rating|vote))? (?:per|for each|by each|from each|by every) (?:person|user|customer|caller|reviewer|consumer)(?: (?:per|for each) (?:product|thing|item|movie|film|book|restaurant|place|shop|course|recipe|app))?\b/,
    /\b(?:review|rate|rated|reviewed|rates|reviews)(?: (?:a|the|each|every|same|thing|product|item|movie|book|it|place))* (?:only )?once\b/,
    /\bonly once\b|\bonce per (?:person|user|customer|product|thing|item|movie|book)\b/,
    /\b(?:his|her|their|my) own (?:reviews?|ratings?)\b/,
  ],
  lacks: [/\bmovies? with|\bproducts? with/, /\breply|\brepl(?:y|ies)\b/],
  asks: {
    maximumStars: [{ says: /\b1 ?(?:star )?(?:to|-|through|and) ?(\d+)(?:[- ]stars?)?\b(?! (?!(?:stars?|points?|scale|rating|ratings|score|for|by|per|each)\b)[a-z])/ }, { says: /\b(?:up to|out of|of) (\d+)(?:[- ]stars?)?\b(?! (?!(?:stars?|points?|scale|for|by|per|each)\b)[a-z])/ }, { says: /\b(\d+)[- ]stars?\b/ }],
    textRequired: [{ says: /\b(?:text|comment) (?:is |must be )?(?:required|mandatory)\b|\brequired (?:text|comment)\b/, value: true }, { says: /\b(?:text|comment) (?:is )?optional\b|\boptional (?:text|comment)\b/, value: false }],
  },
  parameters: [
    { name: "maximumStars", label: "Most stars", help: "A rating goes from 1 to this.", kind: "integer", default: 5, min: 3, max: 10 },
    { name: "textRequired", label: "Text required", help: "A review without a text is refused.", kind: "flag", default: false },
  ],
  picture: [
    { caption: "Review a thing", method: "PUT", path: "/things/kettle-2/review", body: { stars: 3, text: "Works, but loud.", name: "Ann" }, status: 201, reply: { thing: "kettle-2", stars: 3, name: "Ann", helpful: 0 } },
    { caption: "See its rating", method: "GET", path: "/things/kettle-2/rating", status: 200, reply: { thing: "kettle-2", reviews: 1, average: 3 } },
    { caption: "See the best rated", method: "GET", path: "/ratings", status: 200, reply: { items: [{ thing: "kettle-2", reviews: 1, average: 3 }] } },
  ],
  contractTests: ({ maximumStars, textRequired }) => {
    const most = Number(maximumStars);
    return [
      {
        name: "A caller has one review of a thing, which can be changed and taken back",
        steps: [
          step("PUT", "/things/lamp/review", 201, { body: { stars: 2, title: " So so ", text: " Dim. ", name: "Ann" }, expect: { thing: "lamp", stars: 2, title: "So so", text: "Dim.", name: "Ann", helpful: 0, isEdited: false }, capture: { id: "/id" }, as: "ann" }),
          step("PUT", "/things/lamp/review", 200, { body: { stars: 3, text: "Better" }, expect: { id: "{{id}}", stars: 3, title: "", text: "Better", name: "Anonymous", isEdited: true }, as: "ann" }), step("GET", "/things/lamp/reviews", 200, { expect: { items: [{ id: "{{id}}", stars: 3 }], total: 1 } }),
          step("GET", "/things/lamp/review", 200, { expect: { stars: 3 }, as: "ann" }), step("GET", "/reviews/{{id}}", 200, { expect: { stars: 3 }, as: "ben" }), step("GET", "/things/lamp/review", 404, { ...missing, as: "ben" }), step("DELETE", "/things/lamp/review", 404, { ...missing, as: "ben" }), step("GET", "/things/lamp2/review", 404, { ...missing, as: "ann" }),
          step("DELETE", "/things/lamp/review", 204, { as: "ann" }), step("GET", "/things/lamp/review", 404, { ...missing, as: "ann" }), step("DELETE", "/things/lamp/review", 404, { ...missing, as: "ann" }), step("GET", "/reviews/{{id}}", 404, missing), step("GET", "/things/lamp/rating", 200, { expect: { reviews: 0, average: null } }), review("lamp", "ann", 1),
        ],
      },
      {
        name: "The rating is the average with its distribution",
        steps: [
          review("cup", "a", 3), review("cup", "b", 3), review("cup", "c", 2), review("plate", "a", 1, {}, "other"),
          step("GET", "/things/cup/rating", 200, { expect: { thing: "cup", reviews: 3, average: 2.67, distribution: Array.from({ length: most }, (_item, index) => ({ stars: most - index, count: most - index === 3 ? 2 : most - index === 2 ? 1 : 0, percent: most - index === 3 ? 66.7 : most - index === 2 ? 33.3 : 0 })) } }),
          step("PUT", "/things/cup/review", 200, { body: { stars: most, text: "Grand" }, as: "c" }), step("GET", "/things/cup/rating", 200, { expect: { reviews: 3, average: Math.round(((6 + most) / 3) * 100) / 100 } }), step("GET", "/things/nothing/rating", 200, { expect: { thing: "nothing", reviews: 0, average: null, distribution: { $length: most } } }),
        ],
      },
      {
        name: "The best rated come first",
        steps: [
          review("b", "ann", 3, {}, "x1"), review("a", "ann", 3, {}, "x2"), review("c", "ann", 2, {}, "x3"), review("d", "ann", 3, {}, "x4"), review("d", "ben", 3, {}, "x5"), review("c", "ben", 3, {}, "x6"),
          step("GET", "/ratings", 200, { expect: { items: [{ thing: "d", reviews: 2, average: 3 }, { thing: "a", reviews: 1 }, { thing: "b", average: 3 }, { thing: "c", average: 2.5 }] } }), step("GET", "/ratings?minReviews=2", 200, { expect: { items: [{ thing: "d" }, { thing: "c" }] } }), step("GET", "/ratings?limit=1", 200, { expect: { items: [{ thing: "d" }] } }),
          ...["limit=0", "limit=101", "minReviews=0", "minReviews=many", "cursor=1"].map((query) => step("GET", `/ratings?${query}`, 422, invalid)),
        ],
      },
      {
        name: "Reviews are filtered, searched and sorted, in pages",
        steps: [
          review("pen", "ann", 1, { text: "Leaks INK" }), review("pen", "ben", 3, { text: "Nice ink" }), review("pen", "cleo", 2, { text: "Blue" }), step("POST", "/reviews/{{ann}}/helpful", 200, { as: "ben" }),
          step("GET", "/things/pen/reviews", 200, { expect: { items: [{ stars: 2 }, { stars: 3 }, { stars: 1 }], total: 3 } }), step("GET", "/things/pen/reviews?sort=best", 200, { expect: { items: [{ stars: 3 }, { stars: 2 }, { stars: 1 }] } }), step("GET", "/things/pen/reviews?sort=worst", 200, { expect: { items: [{ stars: 1 }, { stars: 2 }, { stars: 3 }] } }), step("GET", "/things/pen/reviews?sort=helpful&limit=1", 200, { expect: { items: [{ stars: 1, helpful: 1 }] } }),
          step("GET", "/things/pen/reviews?stars=2", 200, { expect: { items: [{ text: "Blue" }], total: 1 } }), step("GET", "/things/pen/reviews?minStars=2&sort=worst", 200, { expect: { items: [{ stars: 2 }, { stars: 3 }], total: 2 } }), step("GET", "/things/pen/reviews?q=ink", 200, { expect: { total: 2 } }),
          step("GET", "/things/pen/reviews?limit=2&sort=best", 200, { expect: { items: { $length: 2 } }, capture: { cursor: "/cursor" } }), step("GET", "/things/pen/reviews?limit=2&sort=best&cursor={{cursor}}", 200, { expect: { items: [{ stars: 1 }], cursor: null } }), step("GET", "/things/other/reviews", 200, { expect: { items: [], total: 0 } }),
          ...["limit=0", "limit=101", `stars=${most + 1}`, "minStars=0", "sort=price", "cursor=garbage"].map((query) => step("GET", `/things/pen/reviews?${query}`, 422, invalid)), step("GET", "/reviews?limit=101", 422, invalid), step("GET", "/things/pen/reviews?limit=100", 200),
        ],
      },
      {
        name: "A review is helpful once per caller, and not by its own writer",
        steps: [
          review("mug", "ann", 2), step("POST", "/reviews/{{ann}}/helpful", 200, { expect: { helpful: 1 }, as: "ben" }), step("POST", "/reviews/{{ann}}/helpful", 200, { expect: { helpful: 1 }, as: "ben" }), step("POST", "/reviews/{{ann}}/helpful", 200, { expect: { helpful: 2, isEdited: false }, as: "cleo" }),
          step("POST", "/reviews/{{ann}}/helpful", 409, { expect: { error: { code: "own_review" } }, as: "ann" }), step("POST", `/reviews/${NOBODY}/helpful`, 404, missing), step("POST", "/reviews/nothing/helpful", 404, missing), step("GET", `/reviews/${NOBODY}`, 404, missing),
        ],
      },
      { name: "Callers list their own reviews only", steps: [review("x", "ann", 1, {}, "k1"), review("y", "ann", 2, {}, "k2"), review("x", "ben", 3, {}, "k3"), step("GET", "/reviews", 200, { expect: { items: [{ thing: "y" }, { thing: "x", stars: 1 }], total: 2 }, as: "ann" }), step("GET", "/reviews", 200, { expect: { items: [{ stars: 3 }], total: 1 }, as: "ben" }), step("GET", "/reviews", 200, { expect: { items: [], total: 0 }, as: "cleo" })] },
      {
        name: "What isn't a review is refused",
        steps: [
          ...bodies([{}, { text: "x" }, { stars: 0, text: "x" }, { stars: most + 1, text: "x" }, { stars: 2.5, text: "x" }, { stars: "3", text: "x" }, { stars: 3, text: "x".repeat(4001) }, { stars: 3, text: "x", title: "x".repeat(121) }, { stars: 3, text: "x", name: " " }, { stars: 3, text: "x", helpful: 9 }]).map((body) => step("PUT", "/things/x/review", 422, { body, ...invalid })),
          textRequired === true ? step("PUT", "/things/x/review", 422, { body: { stars: 3 }, ...invalid }) : step("PUT", "/things/x/review", 201, { body: { stars: 3 }, expect: { text: "" } }), step("PUT", "/things/most/review", 201, { body: { stars: most, text: "x".repeat(4000) } }),
          ...["a%20b", "-a", "x".repeat(81), "%00"].flatMap((thing) => [step("PUT", `/things/${thing}/review`, 422, { body: { stars: 3, text: "x" }, ...invalid }), step("GET", `/things/${thing}/rating`, 422, invalid), step("GET", `/things/${thing}/reviews`, 422, invalid), step("GET", `/things/${thing}/review`, 404, missing)]),
        ],
      },
    ];
  },
};
