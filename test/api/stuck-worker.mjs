// Stands for an analysis that never ends.
export default function analyze() {
  for (;;);
}
