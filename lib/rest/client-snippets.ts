/** A whole life of an API in JavaScript, as the documentation shows it and a test runs it. */
export const javascriptSnippet = (server: string): string => `const SERVER = "${server}";
const headers = { "X-API-Key": process.env.API_CREATOR_KEY, "Content-Type": "application/json" };

async function ask(method, path, body) {
  const reply = await fetch(SERVER + path, { method, headers, body: body && JSON.stringify(body) });
  const json = await reply.json();
  if (!reply.ok) throw new Error(\`\${json.error}: \${json.message}\`);
  return json;
}

const { app_id } = await ask("POST", "/api/create", { prompt: "Manage books with title and author" });

let { status } = await ask("GET", \`/api/app/\${app_id}/status\`);
while (status === "creating") {
  await new Promise((resolve) => setTimeout(resolve, 500));
  ({ status } = await ask("GET", \`/api/app/\${app_id}/status\`));
}

const app = await ask("GET", \`/api/app/\${app_id}\`);
console.log(app.status, app.url);
`;

/** The same in Python, with nothing but its standard library. */
export const pythonSnippet = (server: string): string => `import json, os, time, urllib.request

SERVER = "${server}"
HEADERS = {"X-API-Key": os.environ["API_CREATOR_KEY"], "Content-Type": "application/json"}

def ask(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(SERVER + path, data=data, headers=HEADERS, method=method)
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)

app_id = ask("POST", "/api/create", {"prompt": "Manage books with title and author"})["app_id"]

while ask("GET", f"/api/app/{app_id}/status")["status"] == "creating":
    time.sleep(0.5)

app = ask("GET", f"/api/app/{app_id}")
print(app["status"], app["url"])
`;
