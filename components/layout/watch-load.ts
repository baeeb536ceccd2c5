import { buttonClass } from "#components/ui/button.tsx";

/** What React throws when the document ended before all that it needs had come: then none of the page's own boundaries is there yet. */
const CONNECTION_CLOSED = /error #412\b|Connection closed/;

/** A document that was cut on its way never comes alive, and what stands for its contents would wait for ever: it says so instead. */
export function watchLoad(): void {
  const tell = (event: Event, error: unknown) => {
    const isAlive = Object.keys(document).some((key) => key.startsWith("__react"));
    if (isAlive || !(error instanceof Error) || !CONNECTION_CLOSED.test(error.message)) return;
    event.preventDefault();
    (document.getElementById("content") ?? document.body).replaceChildren(panel());
  };
  addEventListener("error", (event) => tell(event, event.error));
  addEventListener("unhandledrejection", (event) => tell(event, event.reason));
}

function panel(): HTMLElement {
  const part = <Name extends "div" | "h1" | "p" | "button">(name: Name, className: string, text = "") => Object.assign(document.createElement(name), { className, textContent: text });
  const reload = part("button", buttonClass("primary"), "Reload page");
  reload.addEventListener("click", () => location.reload());
  const box = part("div", "mx-auto flex min-h-[50dvh] max-w-[56ch] flex-col items-start justify-center gap-4 px-4 sm:px-6");
  box.setAttribute("role", "alert");
  box.append(part("h1", "text-28 font-semibold tracking-tight", "This page came only in part"), part("p", "text-16 text-muted", "The connection ended before its end. Nothing was changed; reload the page to have all of it."), reload);
  return box;
}
