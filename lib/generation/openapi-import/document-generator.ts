import { cutText } from "#lib/cut-text.ts";
import { codePieces } from "../code-pieces.ts";
import type { Generator } from "../generator.ts";
import { planOfOutline } from "../outline/plan-of-outline.ts";
import { apiOfPlan } from "../resource-builder/api-of-plan.ts";
import { listWords } from "../resource-builder/words.ts";
import { outlineOfDocument } from "./outline-of-document.ts";
import { importPrompt, type OpenApiSource, readDocument } from "./read-document.ts";

/** Builds the things that an OpenAPI document keeps, with their fields, and says which of its operations that leaves out. */
export function createDocumentGenerator(text: string): Generator {
  const source = readDocument(text);
  return {
    info: { id: "built-in", label: "Built-in generator", note: "This is not Claude: it builds the things and fields that the OpenAPI document names, at addresses of its own, and says what it leaves out. With an Anthropic key of the workspace (under API keys) or of the server (ANTHROPIC_API_KEY) Claude builds the document as it is." },
    maxRepairs: 0,
    async *generate({ prompt }, signal) {
      const { outline, unserved } = outlineOfDocument(source.document);
      if (!outline) return { kind: "refusal", message: `The built-in generator finds nothing in this document that it could keep. It builds from paths like /books with a JSON body of named fields. ${unserved.slice(0, 3).join(". ")}`.trim(), suggestions: [] };
      const api = apiOfPlan(planOfOutline(outline));
      yield* codePieces(api.files, signal);
      return { kind: "api", api: { ...api, name: source.title, assumptions: [pathsOf(source, api.points), ...api.assumptions].slice(0, 30), leftOut: leftOutOf([...(prompt === importPrompt(source) ? [] : [`"${cutText(prompt, 200)}": the built-in generator builds the document alone. Change the API by words once it is live`]), ...unserved]), recipe: { prompt, outline, changes: [] } } };
    },
  };
}

/** The same request with the document in it, for a generator that reads it. */
export const withDocument = (generator: Generator, text: string): Generator => {
  const document = JSON.stringify(readDocument(text).document);
  return { ...generator, generate: (request, signal) => generator.generate({ ...request, document }, signal) };
};

const MOST = 30;
const leftOutOf = (unserved: readonly string[]): string[] => (unserved.length <= MOST ? [...unserved] : [...unserved.slice(0, MOST - 1), `and ${unserved.length - MOST + 1} more`]);

const pathsOf = ({ title }: OpenApiSource, points: readonly string[]): string =>
  `It serves what "${title}" keeps at ${listWords(points.flatMap((point) => / at (\/[a-z0-9-]+): /.exec(point)?.[1] ?? [])).slice(0, 200)}, with replies of its own form: other addresses of the document are left out`;
