import { Button } from "#components/ui/button.tsx";

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
