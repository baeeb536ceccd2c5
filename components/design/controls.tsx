import { Plus, Trash2 } from "lucide-react";
import { Button, type ButtonVariant } from "#components/ui/button.tsx";
import { ChoiceLinks } from "#components/ui/choice-links.tsx";
import { Field, Input, Select, Textarea } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Part } from "./part.tsx";

const VARIANTS: readonly ButtonVariant[] = ["primary", "secondary", "ghost", "danger"];

/** What people press, fill in and switch. */
export function DesignControls({ theme }: { theme: string }) {
  return (
    <div className="space-y-8">
      <Part name="Button">
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant === "danger" ? "Delete API" : "Create API"}
          </Button>
        ))}
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant} disabled>
            Disabled
          </Button>
        ))}
        <Button size="sm">
          <Plus aria-hidden className="size-4" />
          Small
        </Button>
        <Button size="icon" aria-label={`Delete, ${theme}`}>
          <Trash2 aria-hidden className="size-4" />
        </Button>
        <Button size="wrap" className="max-w-64">
          An API for a library’s books, with who borrowed which one
        </Button>
        <Kbd keys={["Ctrl", "K"]} />
      </Part>
      <Part name="Field" isStacked>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id={`name-${theme}`} label="Name" hint="Shown in the list of keys.">
            {(props) => <Input {...props} placeholder="Website" />}
          </Field>
          <Field id={`email-${theme}`} label="E-mail" error="This is not an e-mail address.">
            {(props) => <Input {...props} defaultValue="ada@" />}
          </Field>
          <Field id={`grace-${theme}`} label="The old key">
            {(props) => (
              <Select {...props} defaultValue="3600">
                <option value="0">Stops now</option>
                <option value="3600">Works for an hour</option>
                <option value="86400">Works for a day</option>
              </Select>
            )}
          </Field>
          <Field id={`off-${theme}`} label="Address">
            {(props) => <Input {...props} disabled defaultValue="Can’t be changed" />}
          </Field>
          <Field id={`text-${theme}`} label="Headers">
            {(props) => <Textarea {...props} rows={3} defaultValue="accept: application/json" />}
          </Field>
          <div className="flex flex-col gap-2">
            <Switch label="Public" hint="Anybody may call it without a key." defaultChecked />
            <Switch label="Off" />
            <Switch label="Held" hint="Paid plans only." disabled />
          </div>
        </div>
      </Part>
      <Part name="Tabs, links that are tabs, and choices" isStacked>
        <Tabs
          label={`Language, ${theme}`}
          tabs={[
            { id: "curl", title: "curl", content: <p>One request in a terminal.</p> },
            { id: "ts", title: "TypeScript", content: <p>A few lines with fetch.</p> },
            { id: "py", title: "Python", content: <p>The same with the standard library.</p> },
          ]}
        />
        <TabLinks
          label={`Sample, ${theme}`}
          links={[
            { href: "/design", title: "Overview", isCurrent: true },
            { href: "/design?tab=logs", title: "Logs", isCurrent: false },
          ]}
        />
        <ChoiceLinks
          label={`Period, ${theme}`}
          links={[
            { href: "/design", title: "1 h", isCurrent: true },
            { href: "/design?period=24h", title: "24 h", isCurrent: false },
          ]}
        />
      </Part>
    </div>
  );
}
