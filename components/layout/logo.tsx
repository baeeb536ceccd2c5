/** The mark: a path's slash and the green dot of something live. Folded, wide screens show no word. */
export function Logo({ isFolded = false }: { isFolded?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold tracking-tight">
      <svg aria-hidden viewBox="0 0 24 24" className="size-6 shrink-0">
        <rect x="0.5" y="0.5" width="23" height="23" rx="6" className="fill-surface stroke-line" />
        <path d="M8 18 13 6" className="stroke-ink" strokeWidth="2.2" strokeLinecap="round" />
        <circle cx="16.4" cy="16" r="2.4" className="fill-brand" />
      </svg>
      <span className={isFolded ? "text-16 whitespace-nowrap md:sr-only" : "text-16 whitespace-nowrap"}>API Creator</span>
    </span>
  );
}
