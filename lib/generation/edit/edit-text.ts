import { claudeResultInput } from "../claude-result-input.ts";
import { apiOfBase } from "./api-of-base.ts";
import type { EditRequest } from "./edit-request.ts";

const MOST_SAID = 12_000;

/** What Claude reads of the API that it changes, and the change. What stays the same for the next change comes first. */
export function editText({ base, history }: EditRequest, request: string): string {
  const { name, files, contractTests, hosts, secrets, publicRoutes } = claudeResultInput(apiOfBase(base));
  const said = history.map(({ type, content }) => `${type === "user" ? "Person" : "You"}: ${content}`).join("\n\n");
  return [
    `<current_api version="${base.number}">`,
    `Its name: ${JSON.stringify(name)}. Its source and its tests, as \`deliver_api\` takes them:`,
    `\`files\`: ${JSON.stringify(files)}`,
    `\`contractTests\`: ${JSON.stringify(contractTests)}`,
    `\`hosts\`: ${JSON.stringify(hosts)}`,
    `\`secrets\`: ${JSON.stringify(secrets)}`,
    `\`publicRoutes\`: ${JSON.stringify(publicRoutes)}`,
    "</current_api>",
    ...(said === "" ? [] : [`What was said before, oldest first:\n\n<said>\n${plain(said.slice(-MOST_SAID))}\n</said>`]),
    `<request>\n${plain(request)}\n</request>`,
  ].join("\n\n");
}

/** No text closes the part that it stands in. */
const plain = (text: string): string => text.replaceAll(/<(\/?(?:current_api|said|request))/gi, "< $1");
