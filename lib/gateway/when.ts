/** Goes on with `value`: at once when it is here, else when it comes. Spares a warm call the turns of the event loop that `await` costs. */
export const when = <Value, Result>(value: Value | Promise<Value>, goOn: (value: Value) => Result | Promise<Result>): Result | Promise<Result> =>
  value instanceof Promise ? value.then(goOn) : goOn(value);
