import { emitActions } from "./emit-actions.ts";
import { emitAggregates, emitNestedLists } from "./emit-aggregates.ts";
import { emitCollectionRoutes, emitItemRoutes } from "./emit-crud.ts";
import { emitRandom } from "./emit-random.ts";
import { emitSchemas } from "./emit-schemas.ts";
import { emitStoreFunctions } from "./emit-store.ts";
import type { Shape } from "./resource-shape.ts";
import { sentenceCase } from "./words.ts";

/** One resource of the source: its schemas, its store and its routes. */
export const emitResource = (shape: Shape): string =>
  `${[`// ---- ${sentenceCase(shape.resource.plural)}`, emitSchemas(shape), emitStoreFunctions(shape), ...emitCollectionRoutes(shape), ...emitAggregates(shape), ...emitRandom(shape), ...emitNestedLists(shape), ...emitItemRoutes(shape), ...emitActions(shape)].join("\n\n")}\n`;
