/** Opens the predictor that the user names, or the one that ships. */
import type { Backend } from '../amdnet/backends.js';
import { NoPredictorError, Predictor, type PredictorOptions } from '../pipeline/predictor.js';

/**
 * Null where the model that ships can't be used here, which is told on standard error: the rest of the work goes on.
 *
 * @throws NoPredictorError where the user asked for a model or a backend that can't be used
 */
export async function openPredictor(
  options: { readonly model?: string | undefined; readonly backend?: Backend | undefined },
  use: NonNullable<PredictorOptions['use']>,
): Promise<Predictor | null> {
  const { model: file, backend } = options;
  try {
    return await Predictor.open({ file, backend, use });
  } catch (error) {
    const asked = file !== undefined || backend !== undefined;
    if (asked || !(error instanceof NoPredictorError)) throw error;
    process.stderr.write(`${error.message} No predictions will be made.\n`);
    return null;
  }
}
