import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";

/** The pages of one API. */
export function ApiTabs({ apiId, current }: { apiId: string; current: "overview" | "change" | "analytics" }) {
  const tabs = [
    { name: "overview", title: "Overview", href: `/apis/${apiId}` },
    { name: "change", title: "Change", href: `/apis/${apiId}/change` },
    { name: "analytics", title: "Analytics", href: `/apis/${apiId}/analytics` },
  ];
  return (
    <nav aria-label="This API" className="mb-4 flex gap-4 border-b border-line">
      {tabs.map(({ name, title, href }) => (
        <Link
          key={name}
          href={href}
          aria-current={name === current ? "page" : undefined}
          className={classNames(
            "-mb-px flex min-h-9 items-center border-b-2 px-1 text-14 transition-colors pointer-coarse:min-h-11",
            name === current ? "border-ink font-medium" : "border-transparent text-muted hover:border-line hover:text-ink",
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
