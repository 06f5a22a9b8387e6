/** How good a model is: as text, and as charts. */
import { type Baselines, type Coverage, coverage, type Evaluation, evaluate } from '../amdnet/evaluation.js';
import type { Example } from '../amdnet/labels.js';
import type { Model } from '../amdnet/model.js';
import { predict } from '../amdnet/predict.js';
import { type Prediction, valuesOf } from '../amdnet/prediction.js';
import { NUMBERS, type NumberProperty, properties } from '../amdnet/properties.js';
import { capitalized } from '../motif/description/words.js';
import { confusionMatrix, figure, type Point, parityPlot } from './charts.js';
import { columns, count } from './output.js';

export interface Scored {
  readonly evaluation: Evaluation;
  readonly coverage: Coverage;
  readonly predictions: readonly Prediction[];
}

const FIGURES = ['MAE', 'RMSE', 'R²', 'within 90 % interval'];
const CLASSES = ['non-metal', 'metal'] as const;

/** Call `useBackend` before. */
export function score(model: Model, examples: readonly Example[]): Scored {
  const labels = examples.map((example) => example.labels);
  const predictions = predict(
    model,
    examples.map(({ graph }) => graph),
  );
  return {
    evaluation: evaluate(predictions.map(valuesOf), labels),
    coverage: coverage(predictions, labels),
    predictions,
  };
}

/** @param baselines null where there is nothing to make them of */
export function evaluationText({ evaluation, coverage }: Scored, baselines: Baselines | null): string {
  const rows = scoredNumbers(evaluation).flatMap((property) => {
    const row = (who: string, of: Evaluation, held: string) => {
      const { mae, rmse, r2 } = of[property];
      return [who, mae.toFixed(4), rmse.toFixed(4), r2.toFixed(3), held];
    };
    return [
      [`${capitalized(properties[property].name)} (${properties[property].unit})`, ...FIGURES],
      row('  model', evaluation, percent(coverage[property])),
      ...(baselines === null
        ? []
        : [row('  always the mean', baselines.mean, ''), row('  always the median', baselines.median, '')]),
    ];
  });
  const { isMetal } = evaluation;
  const classes = [
    ['Metal or not', 'accuracy', 'ROC AUC', '', 'calibration error'],
    [
      '  model',
      isMetal.accuracy.toFixed(4),
      Number.isNaN(isMetal.rocAuc) ? '–' : isMetal.rocAuc.toFixed(4),
      '',
      isMetal.calibrationError.toFixed(4),
    ],
    ...(baselines === null ? [] : [['  always the majority', baselines.mean.isMetal.accuracy.toFixed(4), '', '', '']]),
  ];
  const matrix = [
    ['Confusion', ...CLASSES.map((name) => `predicted ${name}`)],
    ...isMetal.confusion.map((row, i) => [`  is a ${CLASSES[i]}`, ...row.map(count)]),
  ];
  const tables = [columns([...rows, ...(isMetal.count > 0 ? classes : [])], [1, 2, 3, 4])];
  if (isMetal.count > 0) tables.push(columns(matrix, [1, 2]));
  return `${tables.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Predicted against true values, and the confusion matrix. */
export function evaluationFigure(
  title: string,
  { evaluation, predictions }: Scored,
  examples: readonly Example[],
): string {
  const panels = scoredNumbers(evaluation).map((property) => {
    const { name, unit } = properties[property];
    const points = examples.flatMap(({ labels }, i): Point[] => {
      const truth = labels[property];
      return truth === null ? [] : [[truth, predictions[i]![property].value]];
    });
    const { mae, r2 } = evaluation[property];
    return parityPlot(capitalized(name), unit, points, `MAE ${mae.toFixed(3)} ${unit}, R² ${r2.toFixed(3)}`);
  });
  const { isMetal } = evaluation;
  if (isMetal.count > 0) {
    panels.push(confusionMatrix('Metal or not', CLASSES, isMetal.confusion, `accuracy ${isMetal.accuracy.toFixed(3)}`));
  }
  return figure(title, panels, panels.length);
}

/** Those with a label. */
function scoredNumbers(evaluation: Evaluation): NumberProperty[] {
  return NUMBERS.filter((property) => evaluation[property].count > 0);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
