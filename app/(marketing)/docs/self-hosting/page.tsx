import { Code } from "#components/docs/code.tsx";
import { Lead } from "#components/docs/lead.tsx";
import { Part } from "#components/docs/part.tsx";
import { TextLink } from "#components/docs/text-link.tsx";
import { Snippet } from "#components/ui/snippet.tsx";

export const metadata = { title: "Self-hosting", description: "Run the whole of it on a machine of your own: one command, the settings that matter, backups, and what the sandbox needs." };

const SETTINGS = [
  { name: "ENVIRONMENT", text: "production refuses weak sandboxes, test doubles and placeholder secrets." },
  { name: "HOST, PORT", text: "Where it listens: on loopback, port 3000, unless you say otherwise." },
  { name: "PUBLIC_URL", text: "The address that people use, behind your own proxy." },
  { name: "API_ORIGIN", text: "APIs on a host of their own, or each on its own: browsers then keep them apart by origin as well." },
  { name: "DATA_DIR", text: "Everything that is kept, on a local disk." },
  { name: "ANTHROPIC_API_KEY", text: "Claude writes the code. Without it the built-in generator does; a workspace can bring its own key." },
  { name: "SUPABASE_URL, DATABASE_URL", text: "Hosted Supabase instead of the Postgres that comes along." },
  { name: "RUNTIME_MIN_TIER", text: "The weakest sandbox in which generated code may run." },
] as const;

export default function SelfHosting() {
  return (
    <>
      <Lead title="Self-hosting">The whole of it on a machine of your own: a database, a gateway, the sandboxes and these pages, in one command.</Lead>
      <Part title="Start" id="start">
        <p>
          Nothing is needed but Node 20 or newer and npm. The first start installs, builds and makes a database, in about two minutes; later ones take seconds and keep all data. Linux with user
          namespaces gets the full sandbox (<Code>apt install bubblewrap</Code>); elsewhere the start says which tier it reached, and <Code>/health</Code> repeats it.
        </p>
        <Snippet title="On the host" text={"npm start"} />
        <p>The first administrator is made by whoever has the machine:</p>
        <Snippet title="On the host, as its administrator" text={"npm run admin -- grant you@example.com\nnpm run admin -- plan WORKSPACE_ID pro"} />
      </Part>
      <Part title="Settings" id="settings">
        <p>Every setting is optional and read from the environment; <Code>.env.example</Code> has all of them with their defaults. Those that matter first:</p>
        <dl className="divide-y divide-line border-y border-line text-14">
          {SETTINGS.map(({ name, text }) => (
            <div key={name} className="grid gap-x-4 py-2.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
              <dt className="font-mono text-13">{name}</dt>
              <dd className="text-muted">{text}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="Backup and restore" id="backup">
        <p>A backup is one file, and a restore ends with keys that work. With a passphrase it holds the installation’s secrets too, encrypted.</p>
        <Snippet title="On the host, each night" text={"npm run backup -- /backups/ --passphrase-file /etc/passphrase"} />
      </Part>
      <Part title="Without a dropped call" id="restart">
        <p>
          <Code>npm run admin -- restart</Code> replaces the processes one after the other while calls go on. Known keys call APIs that were awake lately for five minutes without the database; usage
          waits on the disk meanwhile. <Code>/live</Code>, <Code>/ready</Code>, <Code>/health</Code> and <Code>/metrics</Code> say how it is.
        </p>
      </Part>
      <p>
        More is in <Code>docs/operating.md</Code> of the source. What the sandbox was attacked with is under <TextLink href="/security">Security</TextLink>.
      </p>
    </>
  );
}
