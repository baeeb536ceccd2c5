import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Descriptions that build as they stand, each a click away. */
export function SuggestionList({ suggestions, onTry }: { suggestions: readonly string[]; onTry: (description: string) => void }) {
  return (
    <ul className="flex flex-wrap gap-2">
      {suggestions.map((suggestion) => (
        <li key={suggestion} className="max-w-full">
          <Button size="wrap" onClick={() => onTry(suggestion)}>
            {suggestion}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The place of three of them. */
export function SuggestionSlots() {
  return (
    <div aria-hidden className="flex flex-wrap gap-2">
      {[0, 1, 2].map((slot) => (
        <Skeleton key={slot} className="h-8 w-60 pointer-coarse:h-11" />
      ))}
    </div>
  );
}
