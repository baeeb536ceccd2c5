/** A build as it ran, and the first call to it: e2e/fixtures/record-build.ts writes this file. The landing shows what the product did, not a drawing of it. */
export const RECORDED_BUILD = {
  "prompt": "Manage books with title, author and year",
  "recordedOn": "2026-11-22",
  "generator": "Built-in generator",
  "points": [
    "Books at /books: title (text), author (text), year (whole number)",
    "/books is listed in pages, filtered by its fields and sorted"
  ],
  "stages": [
    {
      "name": "prompt",
      "ms": 0.1
    },
    {
      "name": "generator",
      "ms": 313
    },
    {
      "name": "parse",
      "ms": 3.4
    },
    {
      "name": "build",
      "ms": 230.4
    },
    {
      "name": "check",
      "ms": 920.9
    },
    {
      "name": "contract-test",
      "ms": 1155.7
    },
    {
      "name": "deploy",
      "ms": 19.9
    }
  ],
  "ms": 1731,
  "tests": [
    "A book can be added, read back, listed and deleted",
    "A book can be replaced and changed in part; others stay as they are",
    "A book that isn't there is answered with 404",
    "A book with a missing, wrong or unknown field is refused",
    "A book with a value out of its limits is refused",
    "A change of a book to something wrong is refused and changes nothing",
    "A book may have values at their limits",
    "Books are listed in pages, oldest first: none is lost and none comes twice",
    "Books can be filtered by each field",
    "Books can be sorted by each field, both ways",
    "The document says what a book needs and what every reply holds"
  ],
  "derivedTests": 36,
  "path": "/api_w3pyav2rpvqaaobh",
  "request": {
    "method": "POST",
    "path": "/books",
    "body": "{\"title\":\"The Left Hand of Darkness\",\"author\":\"Ursula K. Le Guin\",\"year\":1969}"
  },
  "reply": {
    "status": 201,
    "statusText": "Created",
    "serverTiming": "wake;dur=6.4, total;dur=48.9",
    "body": {
      "id": "f20abffc-5319-4cfc-a71f-ceaa9799593c",
      "title": "The Left Hand of Darkness",
      "author": "Ursula K. Le Guin",
      "year": 1969,
      "createdAt": "2026-11-22T06:04:09.097Z",
      "updatedAt": "2026-11-22T06:04:09.097Z",
      "version": 1
    }
  }
};
