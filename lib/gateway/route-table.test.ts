import assert from "node:assert/strict";
import { test } from "node:test";
import { routeTable } from "./route-table.ts";

const operation = (route: string, isPerConsumer = false) => {
  const [method = "", path = ""] = route.split(" ");
  return { method, path, summary: "", isPerConsumer };
};
const tableOf = (documented: string[], open: string[]) => routeTable(documented.map((route) => operation(route)), open.map((route) => operation(route)));

const BLOG = ["GET /", "GET /blog", "GET /blog/{slug}", "POST /blog/{slug}", "GET /blog/drafts", "GET /blog/{slug}/comments", "GET /{code}", "GET /users/{id}", "GET /files/{name}.json", "GET /files/{name}", "DELETE /blog/{slug}", "GET /caf\u00e9"];
const blog = tableOf(BLOG, ["GET /", "GET /blog", "GET /blog/{title}", "GET /files/{name}.json", "GET /caf\u00e9", "GET /gone/{id}"]);

test("what is open is open, whatever its parameters are called and hold, with HEAD for GET", () => {
  for (const path of ["/", "/blog", "/blog/hello", "/blog/hello%20world", "/blog/%C3%A9t%C3%A9", "/blog/a.b", "/blog/...", "/blog/Drafts", "/files/x.json", "/files/a.b.json", "/caf%C3%A9"]) {
    assert.equal(blog.isPublic("GET", path), true, path);
    assert.equal(blog.isPublic("HEAD", path), true, `HEAD ${path}`);
  }
});

test("nothing else is: neighbours, prefixes, other methods, what the owner opened but the version does not document", () => {
  const closed = ["/blog/drafts", "/blog/hello/comments", "/blog/hello/more", "/blogs", "/blo", "/BLOG", "/users/1", "/files/x", "/files/x.jsonx", "/files/.json", "/other", "/gone/1", "/xblog", "/blog.json", "", "blog", "*"];
  for (const path of closed) assert.equal(blog.isPublic("GET", path), false, path);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PROPFIND", ""]) assert.equal(blog.isPublic(method, "/blog/hello"), false, method);
});

test("no spelling of a closed route passes as an open one", () => {
  const spellings = [
    "/blog/draft%73", "/blog/%64rafts", "/blog/%64%72%61%66%74%73", "/%62log/drafts", "/blog/hello%2Fcomments", "/blog/hello%2fcomments", "/blog%2Fhello", "/users%2F1", "/%75sers/1",
    "//blog", "/blog/", "/blog//hello", "/blog//", "//", "/./blog", "/blog/.", "/blog/..", "/blog/%2e", "/blog/%2E%2e", "/./users/1", "/blog/%2e%2e/users/1", "/blog/hello/", "/blog/%2F", "/blog/hello/.",
    "/%62log", "/bl%6fg/hello", "/blog/%ff", "/blog/%", "/blog/%zz", "/files/%2ejson", "/files/x%2Fy.json", "/blog/hello%00", "/blog/%2e%2e%2fusers",
  ];
  const open = spellings.filter((path) => blog.isPublic("GET", path));
  // A NUL never gets here (call-path.ts), and is a value of the open template if it did.
  assert.deepEqual(open, ["/blog/hello%00"]);
});

test("of two routes that fit alike, one closed one closes the call; a fixed text goes before a value, also where it is the open one", () => {
  assert.equal(tableOf(["GET /{a}/x", "GET /{b}/x"], ["GET /{a}/x"]).isPublic("GET", "/1/x"), true, "the same route");
  assert.equal(tableOf(["GET /{a}.txt", "GET /x{b}"], ["GET /{a}.txt"]).isPublic("GET", "/x.txt"), false, "both are patterns");
  const books = tableOf(["GET /books/{id}", "GET /books/export"], ["GET /books/export"]);
  assert.deepEqual([books.isPublic("GET", "/books/export"), books.isPublic("GET", "/books/1"), books.isPublic("GET", "/books/expor%74")], [true, false, false]);
  const head = tableOf(["GET /a", "HEAD /a"], ["GET /a"]);
  assert.deepEqual([head.isPublic("GET", "/a"), head.isPublic("HEAD", "/a")], [true, false], "an own HEAD is another operation");
});

test("a route that shows each consumer what is theirs is never open", () => {
  const table = routeTable([operation("GET /notes", true)], [operation("GET /notes")]);
  assert.equal(table.isPublic("GET", "/notes"), false);
});
