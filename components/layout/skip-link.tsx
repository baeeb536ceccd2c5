/** First stop of the Tab key on every page. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-md border border-edge bg-surface px-4 py-2 font-medium focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:block focus:px-4 focus:py-2"
    >
      Skip to content
    </a>
  );
}
