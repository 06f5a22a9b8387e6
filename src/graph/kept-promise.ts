/** Work that is done once for all who ask for it. */

/** What is kept by key; a WeakMap forgets with its keys, an LRUCache the least used. */
interface Keeper<Key, Value> {
  get(key: Key): Promise<Value> | undefined;
  set(key: Key, value: Promise<Value>): unknown;
  delete(key: Key): unknown;
}

/** What is kept for the key, or what `make` gives, which is kept then; what fails is forgotten, and made anew for the next. */
export function keptPromise<Key, Value>(
  keeper: Keeper<Key, Value>,
  key: Key,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = keeper.get(key);
  if (known !== undefined) return known;
  const made = make();
  keeper.set(key, made);
  made.catch(() => keeper.delete(key));
  return made;
}
