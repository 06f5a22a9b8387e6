/** How the connections between many motifs are asked for. */
/** Entries of `connectedTo` that one request may ask for: what the service reckons for them stays below its limit. */
const ENTRIES = 36_000;
const KINDS = 3;

/** The variables of the requests for `ids`, which go out together. */
export function requestsFor(ids: readonly string[]) {
  const first = Math.min(1000, KINDS * ids.length);
  const size = Math.max(1, Math.floor(ENTRIES / Math.max(1, first)));
  const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, part) =>
    ids.slice(part * size, (part + 1) * size),
  );
  return parts.map((motifs) => ({ motifs, others: [...ids], first }));
}
