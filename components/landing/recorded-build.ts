/** A build as it ran on the built-in generator, written down: the landing shows what the product did, not a drawing of it. */
export const RECORDED_BUILD = {
  prompt: "Manage books with title, author and year",
  stages: [
    { word: "Read the description", time: "<1 ms" },
    { word: "Write the code", time: "36 ms" },
    { word: "Read the code's parts", time: "2 ms" },
    { word: "Check types and rules", time: "310 ms" },
    { word: "Build one bundle", time: "85 ms" },
    { word: "Run the contract tests", time: "120 ms", detail: "12 of 12 passed" },
    { word: "Go live", time: "9 ms" },
  ],
  address: "/api_k3v9x0q2m7d4t1wz",
  request: { method: "POST", path: "/books", body: `{"title":"Dune","author":"Frank Herbert","year":1965}` },
  reply: {
    status: "201 Created",
    time: "6 ms",
    body: `{
  "id": "b_7Qk2",
  "title": "Dune",
  "author": "Frank Herbert",
  "year": 1965
}`,
  },
} as const;
