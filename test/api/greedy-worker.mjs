// Stands for an analysis that needs more memory than there is.
export function analyze() {
  const kept = [];
  for (;;) kept.push(new Array(100_000).fill({}));
}
