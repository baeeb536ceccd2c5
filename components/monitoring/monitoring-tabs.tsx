import { TabLinks } from "#components/ui/tab-links.tsx";

/** For administrators: what is theirs, and the whole. */
export function MonitoringTabs({ current }: { current: "workspace" | "installation" }) {
  return (
    <div className="mb-6">
      <TabLinks
        label="Monitoring"
        links={[{ href: "/monitoring", title: "This workspace", isCurrent: current === "workspace" }, { href: "/monitoring/installation", title: "Installation", isCurrent: current === "installation" }]}
      />
    </div>
  );
}
