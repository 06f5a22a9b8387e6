/** The start page and the search. */
import { expect, test } from 'vitest';
import { addressOf, dropFiles, expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

inBrowser('the start page', () => {
  test('counts what the graph holds, and leads to the crystals', async () => {
    const opened = await openPage('/');
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: 'Every polyhedron in 176 crystals' }).waitFor();
    await page.getByRole('img', { name: 'Map of 176 crystals' }).or(page.locator('.scatter canvas')).first().waitFor();
    await expectAccessible(opened);
    expect(await page.getByRole('link', { name: 'Open as table' }).getAttribute('href')).toBe('/map?table=yes');
    await page.getByRole('link', { name: 'octahedron 114' }).click();
    await page.waitForURL(/crystals\?shapes=O:6$/);
    await page.getByText('114 meet the criteria').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: /^Ti, titanium/i }).click();
    await page.waitForURL(/crystals\?centres=Ti$/);
    await page.getByRole('button', { name: 'Drop Centre Ti' }).waitFor();
    expectClean(opened);
  });

  test('a click on the histogram of gaps opens the crystals of this bin', async () => {
    const opened = await openPage('/');
    const { page } = opened;
    const gaps = page.getByRole('img', { name: /^Predicted band gap, eV/ });
    await gaps.click({ position: { x: 60, y: 40 } });
    await page.waitForURL(/crystals\?gap=[\d.]+\.\.[\d.]+$/);
    const [low = 0, high = 0] = addressOf(opened).split('=')[1]!.split('..').map(Number);
    expect(high).toBeGreaterThan(low);
    const criteria = page.getByRole('list', { name: 'Criteria' });
    await criteria.getByRole('button', { name: 'Drop Gap ' }).waitFor();
    expectClean(opened);
  });

  test('shows its queries, each to be opened in the editor', async () => {
    const opened = await openPage('/');
    const { page } = opened;
    await page.getByRole('button', { name: 'Show the query' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('query HomePage').waitFor();
    await dialog.getByRole('button', { name: 'HomeMap' }).click();
    await dialog.getByText('query HomeMap').waitFor();
    const address = await dialog.getByRole('link', { name: 'Open in the editor' }).getAttribute('href');
    expect(address).toMatch(/^\/query\?query=query\+HomeMap/);
    await dialog.getByRole('button', { name: 'Copy the query' }).click();
    await dialog.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^query HomeMap/);
    expectClean(opened);
  });

  test('a file that is dropped is taken along to the own structures', async () => {
    const opened = await openPage('/');
    const text = 'CsCl\n1.0\n4.12 0 0\n0 4.12 0\n0 0 4.12\nCs Cl\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n';
    await dropFiles(opened.page.getByRole('link', { name: /Bring your own structure/ }), [{ name: 'POSCAR', text }]);
    await opened.page.waitForURL(/\/mine/);
    await opened.page.getByText('POSCAR').first().waitFor();
    expectClean(opened);
  });

  test('is whole in the dark and on a phone', async () => {
    const opened = await openPage('/', { dark: true, size: [390, 844] });
    await opened.page.getByRole('link', { name: 'octahedron 114' }).waitFor();
    await expectAccessible(opened);
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expectClean(opened);
  });
});

inBrowser('the search', () => {
  test('suggests a connection, its motifs and the chemical system', async () => {
    const opened = await openPage('/');
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: /176/ }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('TiO6 edge TiO6');
    const options = page.getByRole('listbox').getByRole('option');
    await options.first().getByText('crystals with this connection').waitFor();
    expect(await page.getByRole('listbox').getByRole('option', { selected: true }).textContent()).toContain('edge');
    await options.filter({ hasText: 'motif' }).first().waitFor();
    await options.filter({ hasText: 'chemical system' }).first().waitFor();
    await expectAccessible(opened);
    await page.keyboard.press('Enter');
    await page.waitForURL(/crystals\?filter=/);
    await page.getByText('6 meet the criteria').waitFor();
    expectClean(opened);
  });

  test('is moved through by arrow keys, and closed by Escape', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    await page.getByRole('combobox', { name: 'Search' }).fill('quartz');
    await page.getByRole('listbox').getByRole('option').filter({ hasText: 'structure type' }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('listbox').getByRole('option', { selected: true }).textContent()).toContain('mineral');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(0);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/crystals\?families=quartz$/);
    expectClean(opened);
  });

  test('Enter waits for the suggestions of what was typed last', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    const field = page.getByRole('combobox', { name: 'Search' });
    await field.fill('quartz');
    await page.getByRole('listbox').getByRole('option').filter({ hasText: 'mineral' }).waitFor();
    await field.fill('rutile-TiO2');
    await field.press('Enter');
    await page.waitForURL(/crystal\/rutile-TiO2$/);
    expectClean(opened);
  });

  test('leads to a crystal, and says what to try where it finds nothing', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    const field = page.getByRole('combobox', { name: 'Search' });
    await field.fill('unobtainium');
    await page.getByText('Nothing in this graph is called “unobtainium”').waitFor();
    await field.fill('rutile-TiO2');
    await page.getByRole('listbox').getByRole('option').filter({ hasText: 'rutile-TiO2' }).click();
    await page.waitForURL(/crystal\/rutile-TiO2$/);
  });
});
