/** Opens the forecaster that the user names, or the one that ships. */
import type { Backend } from '../amdnet/backends.js';
import { Forecaster, type ForecasterOptions, NoForecasterError } from '../pipeline/forecaster.js';

/**
 * Null where the model that ships can't be used here, which is told on standard error: the rest of the work goes on.
 *
 * @throws NoForecasterError where the user asked for a model or a backend that can't be used
 */
export async function openForecaster(
  options: { readonly model?: string | undefined; readonly backend?: Backend | undefined },
  use: NonNullable<ForecasterOptions['use']>,
): Promise<Forecaster | null> {
  const { model: file, backend } = options;
  try {
    return await Forecaster.open({ file, backend, use });
  } catch (error) {
    const asked = file !== undefined || backend !== undefined;
    if (asked || !(error instanceof NoForecasterError)) throw error;
    process.stderr.write(`${error.message} No predictions will be made.\n`);
    return null;
  }
}
