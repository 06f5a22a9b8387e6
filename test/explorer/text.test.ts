import { expect, it } from 'vitest';
import { number, range } from '../../explorer/src/parts/text.js';

it.each([
  [1234.5, 1, '1,234.5'],
  [-0.5, 1, '−0.5'],
  [-0.001, 2, '0.00'],
  [-0, 0, '0'],
])('%d with %d decimals', (value, decimals, text) => {
  expect(number(value, decimals)).toBe(text);
});

it('a range whose ends look alike is one number', () => {
  expect(range(-0.001, 0.001, 2)).toBe('0.00');
  expect(range(1.94, 1.98, 2)).toBe('1.94–1.98');
});
