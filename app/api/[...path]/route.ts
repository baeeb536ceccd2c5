import { AppError } from "#lib/errors.ts";
import { requestIdFrom } from "#lib/id.ts";
import { problemResponse } from "#lib/rest/serve.ts";

/** What no other route of `/api` serves: programs get a problem body, not a page. */
function refuse(request: Request): Response {
  return problemResponse(
    new AppError("not_found", "There is no such address in the REST API. The documentation lists them all: /docs."),
    requestIdFrom(request.headers.get("x-request-id")),
    new URL(request.url).pathname,
    () => {},
  );
}

export { refuse as GET, refuse as HEAD, refuse as POST, refuse as PUT, refuse as PATCH, refuse as DELETE, refuse as OPTIONS };
