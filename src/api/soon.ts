/** Values that may be there already: a promise for each of the thousands in an answer takes longer than the values. */
export type Soon<Value> = Value | Promise<Value>;

/** At once where the value is there. */
export function whenThere<Value, Made>(value: Soon<Value>, make: (value: Value) => Made): Soon<Made> {
  return value instanceof Promise ? value.then(make) : make(value);
}
