// `fetch` of the generated API. Every call leaves over `globalOutbound`, which is the host's socket: the host decides and answers.
const REFUSAL_HEADER = "x-platform-refusal";
const send = globalThis.fetch;

globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init);
  const { protocol } = new URL(request.url);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`fetch takes http and https addresses, not ${protocol}`);
  const response = await send(request);
  if (response.headers.has(REFUSAL_HEADER)) throw new Error(await response.text());
  return response;
};

export {};
