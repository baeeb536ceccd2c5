export interface PathParameter {
  description: string;
  /** Shown in the document, and what the tests of the doors ask for. */
  example: string;
}

/** What stands in paths, by name; `id` is its collection's and described below. */
export const PATH_PARAMETERS: Readonly<Record<string, PathParameter>> = {
  host: { description: "The host, as the list has it.", example: "api.example.com" },
  name: { description: "Its name, as the list has it.", example: "TOKEN" },
  collection: { description: "The collection's name.", example: "books" },
  documentId: { description: "The document's id, as it was stored.", example: "b1" },
  userId: { description: "The member's id.", example: "3f2c7a52-9d0e-4b7c-8a43-0c1d9f6e2b12" },
  invitationId: { description: "The invitation's id.", example: "3f2c7a52-9d0e-4b7c-8a43-0c1d9f6e2b13" },
  feedbackId: { description: "The feedback's id.", example: "3f2c7a52-9d0e-4b7c-8a43-0c1d9f6e2b14" },
  callId: { description: "The call's number, as the list has it.", example: "1" },
  number: { description: "The version's number.", example: "1" },
  other: { description: "The number of the version that it is compared with.", example: "1" },
};

const IDS: readonly ({ of: RegExp } & PathParameter)[] = [
  { of: /^\/api\/v1\/keys/, description: "The key's id.", example: "3f2c7a52-9d0e-4b7c-8a43-0c1d9f6e2b11" },
  { of: /^\/api\/v1\/generations/, description: "The build's id.", example: "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d" },
  { of: /^\/api\/v1\/blueprints/, description: "The blueprint's id.", example: "link-shortener" },
  { of: /./, description: "The API's id.", example: "api_7h2k9m4p1q8s3v6x" },
];

/** One parameter of a path; null for one that nobody described. */
export function pathParameter(path: string, name: string): PathParameter | null {
  const known = name === "id" ? IDS.find(({ of }) => of.test(path)) : PATH_PARAMETERS[name];
  return known ? { description: known.description, example: known.example } : null;
}
