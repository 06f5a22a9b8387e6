/** A pattern, drawn and found. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

const RING = 'O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)';

/** Only to end what never comes. */
const PATIENT = { timeout: 60_000 };

const patternOf = (page: Page) => new URL(page.url()).searchParams.get('p');
const polyhedron = (page: Page, label: number) =>
  page.getByRole('button', { name: new RegExp(`^Polyhedron ${label}:`) });
const connection = (page: Page, ends: string) => page.getByRole('button', { name: new RegExp(`^Connection ${ends}:`) });
/** The figure beside "crystals", once it is that of the drawing. */
const count = (page: Page) => page.locator('.pattern-count[aria-busy=false] .headline > strong').textContent();

/** The count once it is this one. */
async function counted(page: Page, crystals: string): Promise<void> {
  await page
    .locator('.pattern-count[aria-busy=false] .headline > strong', { hasText: new RegExp(`^${crystals}$`) })
    .waitFor();
}

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

async function centreOf(page: Page, label: number): Promise<readonly [number, number]> {
  const box = (await polyhedron(page, label).locator('.halo').boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
}

inBrowser('the pattern view', () => {
  test('begins with examples and their counts; one click shows where one is', async () => {
    const opened = await openPage('/pattern');
    const { page } = opened;
    const example = page.getByRole('link', { name: /^Ring of three edge-sharing octahedra/ });
    await example.getByText('38 crystals').waitFor();
    await expectAccessible(opened);
    await example.click();
    expect(patternOf(page)).toBe(RING);
    await counted(page, '38');
    const results = page.getByRole('region', { name: 'Where it is' });
    await results.getByRole('listitem').nth(7).waitFor();
    const first = results.getByRole('listitem').first();
    expect(await first.textContent()).toContain('8 placements in a primitive cell');
    expect(await first.getByRole('link').getAttribute('href')).toMatch(/^\/crystal\/baria-BaO\?lit=\d+@0,0,0;/);
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('is drawn with the pointer: shapes come in, are dragged on each other, and the count follows', async () => {
    const opened = await openPage('/pattern?view=table');
    const { page } = opened;
    await page.getByRole('button', { name: 'Add octahedron' }).click();
    await counted(page, '114');
    const shape = (await page.getByRole('button', { name: 'Add tetrahedron' }).boundingBox())!;
    await drag(page, [shape.x + 9, shape.y + 9], [700, 420]);
    expect(patternOf(page)).toBe('O:6(1);T:4(2)');
    await page.getByText('One polyhedron is not connected with the others yet').waitFor();
    await drag(page, await centreOf(page, 2), await centreOf(page, 1));
    expect(patternOf(page)).toBe('O:6(1)-corner-T:4(2)');
    await page.getByRole('heading', { name: 'Connection 1–2' }).waitFor();
    const corners = Number(await count(page));
    await page.getByRole('button', { name: 'Edge', exact: true }).click();
    expect(patternOf(page)).toBe('O:6(1)-edge-T:4(2)');
    await page.locator('.pattern-count[aria-busy=false] .headline > strong', { hasNotText: String(corners) }).waitFor();
    expect(Number(await count(page))).toBeLessThan(corners);
    // A step back, in the view as in the browser.
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(patternOf(page)).toBe('O:6(1)-corner-T:4(2)');
    await page.goBack();
    expect(patternOf(page)).toBe('O:6(1)-edge-T:4(2)');
    expectClean(opened);
  });

  test('is drawn with keys alone', async () => {
    const opened = await openPage('/pattern?view=table');
    const { page } = opened;
    await page.getByRole('button', { name: 'Add octahedron' }).focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press('Enter');
    expect(patternOf(page)).toBe('O:6(1)-corner-O:6(2)-corner-O:6(3)');
    await polyhedron(page, 3).focus();
    await page.keyboard.press('c');
    await polyhedron(page, 1).focus();
    await page.keyboard.press('Enter');
    for (const ends of ['1–2', '2–3', '1–3']) {
      await connection(page, ends).focus();
      await page.keyboard.press('2');
    }
    await counted(page, '38');
    await polyhedron(page, 3).focus();
    await page.keyboard.press('Delete');
    expect(patternOf(page)).toBe('O:6(1)-edge-O:6(2)');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
    await page.keyboard.press('Control+z');
    await connection(page, '2–3').waitFor();
    expectClean(opened);
  });

  test('takes criteria of polyhedra, of connections and of the crystal, and a link brings all of them back', async () => {
    const opened = await openPage(`/pattern?p=${RING}&view=table`);
    const { page } = opened;
    await counted(page, '38');
    await page.getByRole('button', { name: /of 1, 2, 3$/ }).click();
    await page.getByRole('textbox', { name: 'Centre' }).fill('Ti, Fe');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'gap, elements, space group…' }).click();
    await page.getByRole('textbox', { name: 'Has no' }).fill('Li');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Drop Without Li' }).waitFor();
    const address = new URL(page.url());
    expect(address.searchParams.get('p')).toContain('O:6(1)[centre:Ti.Fe]');
    expect(address.searchParams.get('withoutElements')).toBe('Li');
    const here = (await count(page))!;
    expect(Number(here)).toBeGreaterThan(0);
    expect(Number(here)).toBeLessThan(38);

    const again = await openPage(address.pathname + address.search);
    await counted(again.page, here);
    await again.page.getByRole('button', { name: 'Drop Without Li' }).waitFor();
    expect(await polyhedron(again.page, 1).getAttribute('aria-label')).toBe('Polyhedron 1: Ti or Fe octahedron');
    expectClean(opened);
    expectClean(again);
  });

  test('chooses angles on the distribution of what there is', async () => {
    const { page } = await openPage('/pattern?p=O:6(1)-corner-O:6(2)&view=table');
    await connection(page, '1–2').focus();
    await page.getByRole('button', { name: /^add a range of Angle/ }).click();
    await page.getByRole('img', { name: /^Angle M–X–M, °/ }).waitFor();
    await page.getByRole('spinbutton', { name: 'Angle M–X–M, °, at least' }).fill('175');
    await page.keyboard.press('Enter');
    await expect.poll(() => patternOf(page), PATIENT).toMatch(/-corner\[angle:175\.\.\d+\]-/);
  });

  test('shows what the API says of a wrong element, and what is left out where nothing is found', async () => {
    const opened = await openPage('/pattern?p=O:6(1)[centre:Xx]');
    const { page } = opened;
    await page.getByText('There is no element "Xx"').first().waitFor();
    await page.goto(`${new URL(page.url()).origin}/pattern?p=${RING}&view=table&elements=Pu`);
    const results = page.getByRole('region', { name: 'Where it is' });
    await results.getByRole('button', { name: 'Drop With Pu' }).click();
    await counted(page, '38');
  });

  test('shows every criterion of a link that counts, and says which it can not read', async () => {
    const filter = encodeURIComponent('{"not":{"elements":["Li"]}}');
    const opened = await openPage(`/pattern?p=${RING}&view=table&gap=wide&filter=${filter}`);
    const { page } = opened;
    await page.getByText('The address cannot be read whole: gap is left out.').waitFor();
    await page.getByRole('button', { name: 'Drop Not {"elements":["Li"]}' }).first().click();
    await counted(page, '38');
    expect(new URL(page.url()).searchParams.get('filter')).toBeNull();
    expectClean(opened);
  });

  test('changes the order and the way it is shown with one step back each', async () => {
    const opened = await openPage(`/pattern?p=${RING}&view=table`);
    const { page } = opened;
    await page.getByRole('table', { name: 'Crystals that hold the pattern' }).waitFor();
    await page.getByRole('combobox', { name: 'Order' }).selectOption('atoms');
    expect(new URL(page.url()).searchParams.get('sort')).toBe('atoms');
    await page.goBack();
    expect(new URL(page.url()).searchParams.get('sort')).toBeNull();
    expect(patternOf(page)).toBe(RING);
  });

  test('saves what it finds', async () => {
    const { page } = await openPage(`/pattern?p=${RING}&view=table`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('pattern.csv');
  });

  test('lists what it finds as a table, in pages', async () => {
    const opened = await openPage(`/pattern?p=${RING}&view=table`);
    const { page } = opened;
    const table = page.getByRole('table', { name: 'Crystals that hold the pattern' });
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBe(25);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => table.locator('tbody tr').count(), PATIENT).toBe(13);
    await page.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(() => table.locator('tbody tr').count(), PATIENT).toBe(25);
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('begins with a part of a crystal', async () => {
    const opened = await openPage('/pattern?view=table&from=rutile-TiO2&sites=0@0,0,0;1@0,0,0');
    const { page } = opened;
    await expect.poll(() => patternOf(page), PATIENT).toBe('Ti-O:6(1)-corner-Ti-O:6(2)');
    expect(new URL(page.url()).searchParams.get('from')).toBeNull();
    expect(await polyhedron(page, 2).getAttribute('aria-label')).toBe('Polyhedron 2: TiO6 octahedron');

    await page.getByRole('button', { name: 'Start from a crystal' }).click();
    const dialog = page.getByRole('dialog', { name: 'Start from a crystal' });
    await dialog.getByRole('textbox').fill('rutile');
    await dialog.getByRole('button', { name: /rutile-TiO2/ }).waitFor();
    await expectAccessible(opened);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expectClean(opened);
  });

  test('fits a phone', async () => {
    const opened = await openPage(`/pattern?p=${RING}&view=table`, { size: [390, 844], dark: true });
    const { page } = opened;
    await counted(page, '38');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expectAccessible(opened);
    expectClean(opened);
  });
});
