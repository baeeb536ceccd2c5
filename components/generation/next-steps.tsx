import { Code2, Play, Wand2 } from "lucide-react";
import { Link } from "#components/ui/link.tsx";

/** What people do with an API that has just gone live. */
export function NextSteps({ apiId }: { apiId: string }) {
  const steps = [
    { href: `/apis/${apiId}/try`, icon: Play, label: "Try its other calls", text: "from the browser, without a key" },
    { href: `/apis/${apiId}/change`, icon: Wand2, label: "Change it", text: "by a sentence or by hand" },
    { href: `/apis/${apiId}/code`, icon: Code2, label: "Read its code", text: "and the record of its tests" },
  ];
  return (
    <ul aria-label="What to do next" className="divide-y divide-line border-y border-line">
      {steps.map(({ href, icon: Icon, label, text }) => (
        <li key={href}>
          <Link href={href} className="flex min-h-11 items-center gap-3 py-1.5 outline-offset-[-2px] hover:text-brand">
            <Icon aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="min-w-0">
              <span className="font-medium">{label}</span> <span className="text-13 text-muted">{text}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
