import { mergeConfig } from 'vitest/config';
import { common } from './vitest.config.js';

export default mergeConfig(common, {
  test: { include: ['test/bench/**/*.bench.ts'], disableConsoleIntercept: true },
});
