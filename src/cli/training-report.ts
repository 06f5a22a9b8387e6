/** Learning curves: as a table, and as charts. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochFigures } from '../amdnet/member-training.js';
import type { MemberReport } from '../pipeline/train.js';
import { figure, lineChart, type Series } from './charts.js';

const COLUMNS = {
  loss: 'loss',
  validationLoss: 'validation_loss',
  bandGapMae: 'band_gap_mae',
  formationEnergyMae: 'formation_energy_per_atom_mae',
  accuracy: 'is_metal_accuracy',
} as const satisfies Partial<Record<keyof EpochFigures, string>>;
type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

/** `curves.csv` and `curves.svg`. */
export async function writeCurves(folder: string, title: string, members: readonly MemberReport[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'curves.csv'), curvesTable(members));
  await writeFile(join(folder, 'curves.svg'), curvesFigure(title, members));
}

function curvesTable(members: readonly MemberReport[]): string {
  const rows = members.flatMap(({ seed, curve }) =>
    curve.map((epoch) => [seed, epoch.epoch, ...COLUMN_NAMES.map((name) => epoch[name])].join(',')),
  );
  return [['seed', 'epoch', ...Object.values(COLUMNS)].join(','), ...rows, ''].join('\n');
}

function curvesFigure(title: string, members: readonly MemberReport[]): string {
  const lines = (column: Column, name: string, dashed: boolean): Series[] =>
    members.map(({ seed, curve }, group) => ({
      name: `${name}seed ${seed}`,
      points: curve.map((epoch) => [epoch.epoch, epoch[column]]),
      group,
      dashed,
    }));
  const panels = [
    lineChart('Loss', 'epoch', 'loss', [
      ...lines('loss', 'training, ', true),
      ...lines('validationLoss', 'validation, ', false),
    ]),
    lineChart('Band gap', 'epoch', 'validation MAE (eV)', lines('bandGapMae', '', false)),
    lineChart('Formation energy', 'epoch', 'validation MAE (eV/atom)', lines('formationEnergyMae', '', false)),
    lineChart('Metal or not', 'epoch', 'validation accuracy', lines('accuracy', '', false)),
  ];
  return figure(title, panels, 2);
}
