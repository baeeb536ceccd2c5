import { Link } from "#components/ui/link.tsx";

const GROUPS = [
  { title: "Product", links: [["/blueprints", "Blueprints"], ["/pricing", "Pricing"], ["/security", "Security"]] },
  { title: "Docs", links: [["/docs", "Quick start"], ["/docs/concepts", "Concepts"], ["/docs/limits", "Limits"], ["/docs/errors", "Errors"], ["/docs/keys", "Keys"]] },
  { title: "Build", links: [["/docs/programs", "From programs"], ["/docs/self-hosting", "Self-hosting"]] },
  { title: "Legal", links: [["/terms", "Terms"], ["/privacy", "Privacy"]] },
] as const;

/** The foot of public pages. */
export function SiteFooter() {
  return (
    <footer className="mt-20 border-t border-line">
      <div className="mx-auto flex max-w-[1200px] flex-col justify-between gap-8 px-4 py-10 text-13 text-muted sm:px-6 md:flex-row">
        <p>API Creator. MIT licence.</p>
        <nav aria-label="Footer" className="grid grid-cols-2 gap-x-12 gap-y-6 sm:grid-cols-4">
          {GROUPS.map(({ title, links }) => (
            <div key={title}>
              <p className="font-medium text-ink">{title}</p>
              <ul className="mt-1">
                {links.map(([href, label]) => (
                  <li key={href}>
                    <Link href={href} className="inline-flex min-h-8 items-center rounded-sm underline-offset-4 hover:text-ink hover:underline pointer-coarse:min-h-11">
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </footer>
  );
}
