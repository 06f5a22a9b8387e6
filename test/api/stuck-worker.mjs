// Stands for an analysis that never ends.
export function analyze() {
  for (;;);
}
