/** Learning curves: as a table, and as charts. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EpochFigures, errorName } from '../amdnet/member-training.js';
import { NUMBERS, properties, snakeCase } from '../amdnet/properties.js';
import { capitalized } from '../motif/description/words.js';
import type { MemberReport } from '../pipeline/train.js';
import { figure, lineChart, type Series } from './charts.js';

/** What stands in the table, and its column. */
const COLUMNS: readonly (readonly [key: keyof EpochFigures, column: string])[] = [
  ['loss', 'loss'],
  ['validationLoss', 'validation_loss'],
  ...NUMBERS.map((property) => [errorName(property), `${snakeCase(property)}_mae`] as const),
  ['accuracy', 'is_metal_accuracy'],
];

/** `curves.csv` and `curves.svg`. */
export async function writeCurves(folder: string, title: string, members: readonly MemberReport[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'curves.csv'), curvesTable(members));
  await writeFile(join(folder, 'curves.svg'), curvesFigure(title, members));
}

function curvesTable(members: readonly MemberReport[]): string {
  const rows = members.flatMap(({ seed, curve }) =>
    curve.map((epoch) => [seed, epoch.epoch, ...COLUMNS.map(([key]) => epoch[key])].join(',')),
  );
  return [['seed', 'epoch', ...COLUMNS.map(([, column]) => column)].join(','), ...rows, ''].join('\n');
}

function curvesFigure(title: string, members: readonly MemberReport[]): string {
  const lines = (key: keyof EpochFigures, name: string, dashed: boolean): Series[] =>
    members.map(({ seed, curve }, group) => ({
      name: `${name}seed ${seed}`,
      points: curve.map((epoch) => [epoch.epoch, epoch[key]]),
      group,
      dashed,
    }));
  const panels = [
    lineChart('Loss', 'epoch', 'loss', [
      ...lines('loss', 'training, ', true),
      ...lines('validationLoss', 'validation, ', false),
    ]),
    ...NUMBERS.map((property) => {
      const { name, unit } = properties[property];
      return lineChart(capitalized(name), 'epoch', `validation MAE (${unit})`, lines(errorName(property), '', false));
    }),
    lineChart('Metal or not', 'epoch', 'validation accuracy', lines('accuracy', '', false)),
  ];
  return figure(title, panels, 2);
}
