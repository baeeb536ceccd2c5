import { forwardedAddress } from "#lib/http/forwarded-address.ts";
import { createSampleKey } from "#lib/sample/create-sample-key.ts";
import { SAMPLE_CALLS, SAMPLE_KEY_HOURS, type SampleKey, sampleKeySchema } from "#lib/sample/schema.ts";
import type { PublicOperation } from "../serve.ts";

export const createSampleKeyOperation: PublicOperation<SampleKey> = {
  method: "POST",
  path: "/api/v1/sample-keys",
  summary: "A key for the sample API, without an account",
  description: `For a look before signing up: a call key for an API of this installation, with ${SAMPLE_CALLS} calls in all, that expires after ${SAMPLE_KEY_HOURS} hours. An address gets few of them a day.`,
  scope: null,
  output: sampleKeySchema,
  successStatus: 201,
  errors: ["rate_limited", "unavailable"],
  run: ({ request, deps }) => createSampleKey({ address: forwardedAddress(request.headers) }, deps),
};
