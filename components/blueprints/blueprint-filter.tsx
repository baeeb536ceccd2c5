import { Button } from "#components/ui/button.tsx";
import { Input, Select } from "#components/ui/field.tsx";

interface BlueprintFilterProps {
  words: string;
  category: string;
  categories: readonly string[];
  found: number;
  total: number;
}

/** Words and a category. A plain form, so that what was found has an address. */
export function BlueprintFilter({ words, category, categories, found, total }: BlueprintFilterProps) {
  return (
    <search>
      <form action="/blueprints" className="mb-4 flex flex-wrap items-center gap-2">
        <Input name="q" type="search" defaultValue={words} aria-label="Words" placeholder="Search, for example bookings" className="min-w-0 flex-1 basis-56 sm:max-w-xs" />
        <div className="w-44">
          <Select name="category" defaultValue={category} aria-label="Category">
            <option value="">All categories</option>
            {categories.map((name) => (
              <option key={name} value={name}>
                {name.charAt(0).toUpperCase() + name.slice(1)}
              </option>
            ))}
          </Select>
        </div>
        <Button type="submit">Search</Button>
        <p role="status" className="text-13 text-muted sm:ml-auto">{`${found} of ${total} blueprints`}</p>
      </form>
    </search>
  );
}
