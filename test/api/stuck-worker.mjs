// Stands for an analysis that never ends.
import { serveTasks } from '../../dist/pipeline/tasks.js';

function analyze() {
  for (;;);
}

serveTasks({ analyze });
