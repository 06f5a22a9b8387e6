/** The table of crystals and its facets. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressOf, expectAccessible, expectClean, inBrowser, type OpenedPage, openPage } from './browser.js';

const formulas = ({ page }: OpenedPage) => page.locator('tbody tr td:first-child').allTextContents();
const told = ({ page }: OpenedPage, text: string) => page.getByText(text, { exact: true }).waitFor();

inBrowser('crystals', () => {
  test('a link restores criteria, order, columns and figures', async () => {
    const opened = await openPage(
      '/crystals?elements=Ti,O&shapes=O:6&sort=-density&columns=formula,density&figures=shown&of=density&by=systems',
    );
    const { page } = opened;
    await told(opened, '15 meet the criteria');
    expect(await page.locator('thead').first().textContent()).toContain('Crystal system');
    const table = page.getByRole('table', { name: 'Crystals', exact: true });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Formula', 'Density, g/cm³']);
    const densities = (await table.locator('tbody td:last-child').allTextContents()).map(Number);
    expect(densities).toEqual([...densities].sort((a, b) => b - a));
    expect(densities).toHaveLength(15);
    for (const chip of ['With Ti', 'With O', 'octahedron']) {
      expect(await page.getByRole('button', { name: `Drop ${chip}` }).count()).toBe(1);
    }
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('facets narrow the list, chips widen it, and the back button undoes both', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    const facets = page.getByRole('complementary', { name: 'Criteria' });
    await facets.getByRole('button', { name: /^octahedron 114/ }).click();
    await told(opened, '114 meet the criteria');
    await facets.getByRole('button', { name: /^cubic/ }).click();
    await page.waitForURL(/shapes=O:6&systems=cubic$/);
    await page.getByRole('button', { name: 'Drop octahedron' }).click();
    await told(opened, '45 meet the criteria');
    // Alternatives are still offered.
    await facets.getByRole('button', { name: /^tetragonal 34/ }).click();
    await told(opened, '79 meet the criteria');
    await page.goBack();
    await told(opened, '45 meet the criteria');
    expect(addressOf(opened)).toBe('/crystals?systems=cubic');
    expectClean(opened);
  });

  test('a motif in a row leads to the motif, the row to its crystal; arrows move, Enter opens', async () => {
    const opened = await openPage('/crystals?formulas=TiO2');
    const { page } = opened;
    await told(opened, '3 meet the criteria');
    const table = page.getByRole('table', { name: 'Crystals', exact: true });
    await table.getByRole('link', { name: 'TiO6' }).first().click();
    await page.waitForURL(/motif\/Ti-O:6$/);
    await page.goBack();
    await told(opened, '3 meet the criteria');
    await table.getByRole('row').nth(1).focus();
    await page.keyboard.press('ArrowDown');
    const id = await table.locator('tbody tr').nth(1).getByRole('link').first().getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === id);
    await page.goBack();
    await told(opened, '3 meet the criteria');
    await table.locator('tbody tr').first().getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(id);
    expectClean(opened);
  });

  test('pages are turned, and stand in the address', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    await page.getByText('Page 1 of 8').waitFor();
    const first = await formulas(opened);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2 of 8').waitFor();
    await expect.poll(() => formulas(opened)).not.toEqual(first);
    const second = await formulas(opened);
    await page.reload();
    await page.getByText('Page 2 of 8').waitFor();
    await expect.poll(() => formulas(opened)).toEqual(second);
    await page.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(() => formulas(opened)).toEqual(first);
    expect(addressOf(opened)).toBe('/crystals');
    expectClean(opened);
  });

  test('a page that cannot be found again starts the list anew, and says so', async () => {
    const opened = await openPage('/crystals?page=3&after=stale');
    await opened.page.getByText('The list starts again.').waitFor();
    await opened.page.getByText('Page 1 of 8').waitFor();
    expect(addressOf(opened)).toBe('/crystals');
    expectClean(opened);
  });

  test('nothing found: why, and the criterion to drop', async () => {
    const opened = await openPage('/crystals?elements=Ti&gap=20..');
    const { page } = opened;
    await page.getByText('No crystal meets this').waitFor();
    await expectAccessible(opened);
    await page.getByRole('button', { name: 'Drop Gap ≥ 20 eV' }).last().click();
    await told(opened, '15 meet the criteria');
    expect(addressOf(opened)).toBe('/crystals?elements=Ti');
    expectClean(opened);
  });

  test('what is wrong in an address is told', async () => {
    const opened = await openPage('/crystals?gap=wide&elements=Xx');
    await opened.page.getByText('gap is left out').waitFor();
    await opened.page.getByText('There is no element "Xx".').first().waitFor();
    expectClean(opened);
  });

  test.each([
    ['{"connections":null}', 'Connections null'],
    ['{"connections":{"some":{"from":{"motifs":5},"to":{},"kind":"X"}}}', 'Connections {'],
    ['{"pattern":7}', 'pattern 7'],
  ])('a criterion of no known form stands as it is, and can be dropped: %s', async (filter, words) => {
    const opened = await openPage(`/crystals?filter=${encodeURIComponent(filter)}`);
    await opened.page
      .getByRole('button', { name: `Drop ${words}` })
      .first()
      .click();
    await opened.page.waitForURL(/\/crystals$/);
    // Not clean: the service refuses such a filter, and the console tells it.
  });

  test('a range is typed, and columns are chosen', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    await page.getByRole('spinbutton', { name: 'Predicted band gap, eV, at least' }).fill('0.5');
    await page.keyboard.press('Enter');
    await page.waitForURL(/gap=0.5\.\.$/);
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('checkbox', { name: 'Prototype' }).check();
    await page.getByRole('columnheader', { name: 'Prototype' }).waitFor();
    expect(addressOf(opened)).toContain('prototype');
    expectClean(opened);
  });

  test('equal ends of a range are one value', async () => {
    const opened = await openPage('/crystals?atoms=10..');
    const { page } = opened;
    await page.getByRole('spinbutton', { name: 'Atoms in the primitive cell, at most' }).fill('10');
    await page.keyboard.press('Enter');
    await page.waitForURL(/atoms=10$/);
    await page.getByRole('button', { name: 'Drop Atoms 10' }).waitFor();
    expectClean(opened);
  });

  test('the list is a file with the same criteria', async () => {
    const opened = await openPage('/crystals?formulas=TiO2&columns=formula,density');
    const { page } = opened;
    await told(opened, '3 meet the criteria');
    await page.getByText('Export', { exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines[0]).toBe('formula,density');
    expect(lines.slice(1).every((line) => line.startsWith('TiO2,'))).toBe(true);
    expect(lines).toHaveLength(4);
    expectClean(opened);
  });

  test('groups against each other open their crystals', async () => {
    const opened = await openPage('/crystals?figures=shown&by=systems,kinds');
    const { page } = opened;
    const cell = page
      .getByRole('row', { name: /^cubic/ })
      .getByRole('button')
      .first();
    const count = await cell.textContent();
    await cell.click();
    await page.waitForURL(/systems=cubic/);
    await told(opened, `${count} meet the criteria`);
    expectClean(opened);
  });

  test('is whole in the dark and on a phone', async () => {
    const opened = await openPage('/crystals?shapes=T:4', { dark: true, size: [390, 844] });
    const { page } = opened;
    await told(opened, '74 meet the criteria');
    await page.getByRole('button', { name: 'Criteria (1)' }).click();
    await page.getByRole('complementary', { name: 'Criteria' }).getByText('Crystal system').waitFor();
    await expectAccessible(opened);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expectClean(opened);
  });
});

inBrowser('motifs', () => {
  test('are listed by crystals, narrowed, and lead on', async () => {
    const opened = await openPage('/motifs');
    const { page } = opened;
    await page.locator('.title').getByText('121', { exact: true }).waitFor();
    const counts = (await page.locator('tbody td:nth-last-child(2)').allTextContents()).map(Number);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const facets = page.getByRole('complementary', { name: 'Criteria' });
    await facets.getByRole('button', { name: /^Ti, titanium/ }).click();
    await page.waitForURL(/motifs\?elements=Ti$/);
    await page.getByRole('button', { name: 'Drop Centre Ti' }).waitFor();
    await page.locator('.title').getByText('meet the criteria').waitFor();
    await page.locator('.stale').waitFor({ state: 'detached' });
    await expectAccessible(opened);
    await page.getByRole('link', { name: 'TiO6' }).first().click();
    await page.waitForURL(/motif\/Ti-O:6$/);
  });
});
