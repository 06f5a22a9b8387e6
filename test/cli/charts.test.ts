import { describe, expect, it } from 'vitest';
import { figure, lineChart, type Point, parityPlot } from '../../src/cli/charts.js';

/** Texts along an axis, from the left or from below. */
function numbersAlong(svg: string, anchor: 'middle' | 'end'): string[] {
  return [...svg.matchAll(new RegExp(`<text x="[^"]*" y="[^"]*" text-anchor="${anchor}">([^<]*)</text>`, 'g'))]
    .map(([, text]) => text!)
    .filter((text) => /\d/.test(text));
}

describe('charts', () => {
  it('have axes from one round number to another, both of them written', () => {
    const svg = parityPlot(
      'Formation energy',
      'eV/atom',
      [
        [-3.9, -4.1],
        [0.2, 0.1],
      ],
      'note',
    );
    const numbers = ['−5', '−4', '−3', '−2', '−1', '0', '1'];
    expect(numbersAlong(svg, 'middle')).toEqual(numbers);
    expect(numbersAlong(svg, 'end')).toEqual(numbers);
  });

  it('pass over what could not be scored', () => {
    const series = (points: readonly Point[]) => [{ name: 'seed 1', points, group: 0 }];
    const some = lineChart(
      'Loss',
      'epoch',
      'loss',
      series([
        [1, Number.NaN],
        [2, 0.5],
        [3, 0.25],
      ]),
    );
    const none = lineChart('Metal or not', 'epoch', 'accuracy', series([[1, Number.NaN]]));
    expect(figure('Curves', [some, none], 2)).not.toContain('NaN');
    expect(/<polyline points="([^"]*)"/.exec(some)![1]!.split(' ')).toHaveLength(2);
  });

  it('show a single value in the middle', () => {
    const svg = parityPlot('Band gap', 'eV', [[2, 2]], 'note');
    expect(numbersAlong(svg, 'end')).toContain('2.0');
    expect(svg).toContain('<circle cx="233.0" cy="167.0"');
  });
});
