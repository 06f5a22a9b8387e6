// Stands for an analysis that needs more memory than there is.
import { serveTasks } from '../../dist/pipeline/tasks.js';

function analyze() {
  const kept = [];
  for (;;) kept.push(new Array(100_000).fill({}));
}

serveTasks({ analyze });
