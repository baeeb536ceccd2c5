import type { ApiRoute } from "#lib/apis/schema.ts";
import { Card } from "#components/ui/card.tsx";
import { RouteRow, type SetPublicRoute } from "./route-row.tsx";

interface RouteListProps {
  apiId: string;
  routes: readonly ApiRoute[];
  set: SetPublicRoute;
}

/** Which routes of an API work without a key. */
export function RouteList({ apiId, routes, set }: RouteListProps) {
  const open = routes.filter(({ isPublic }) => isPublic).length;
  return (
    <Card title="Public routes" headingId="public-routes" aside={open === 0 ? "Every route needs a key." : `${open} of ${routes.length} open`}>
      <p className="max-w-[72ch] text-13 text-muted">A public route can be called by anybody, without a key, within the limit of an address. A change holds within a second.</p>
      <ul className="mt-2 max-h-96 divide-y divide-line overflow-y-auto border-y border-line" tabIndex={0} aria-label="Routes">
        {routes.map((route) => (
          <RouteRow key={`${route.method} ${route.path}`} apiId={apiId} route={route} set={set} />
        ))}
      </ul>
    </Card>
  );
}
