/** The maps of crystals and motifs in a browser. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  addressOf,
  expectAccessible,
  expectClean,
  inBrowser,
  type OpenedPage,
  openPage,
  serviceUrl,
} from './browser.js';

/** Colours on the canvas, as many as there are; none where nothing is drawn. */
async function coloursDrawn(page: Page): Promise<number> {
  const picture = (await page.locator('.scatter canvas').screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(320, 0, 700, image.height);
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return colours.size;
  }, picture);
}

/** Opens a map and waits for its points. */
async function openMap(path: string, opening?: Parameters<typeof openPage>[1]): Promise<OpenedPage> {
  const opened = await openPage(path, opening);
  await opened.page.getByRole('application', { name: /^Map of/ }).waitFor();
  return opened;
}

async function draw(page: Page, corners: readonly (readonly [x: number, y: number])[]): Promise<void> {
  await page.mouse.move(...corners[0]!);
  await page.mouse.down();
  for (const corner of corners.slice(1)) await page.mouse.move(...corner, { steps: 4 });
  await page.mouse.up();
}

const MIDDLE = [
  [560, 300],
  [900, 290],
  [920, 640],
  [570, 650],
  [556, 320],
] as const;

inBrowser('the map of crystals', () => {
  test('draws the points with the shapes in words and counts, and names prototypes', async () => {
    const opened = await openMap('/map');
    const { page } = opened;
    await page.getByRole('application', { name: 'Map of 176 crystals' }).waitFor();
    await page.getByRole('button', { name: 'octahedron 73' }).waitFor();
    await page.locator('.labels > span', { hasText: 'Fd3m' }).first().waitFor();
    expect(await coloursDrawn(page)).toBeGreaterThan(12);
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('an entry of the legend is lit alone, and the address holds it', async () => {
    const opened = await openMap('/map');
    const { page } = opened;
    await page.getByRole('button', { name: /^cuboctahedron/ }).click();
    expect(addressOf(opened)).toBe('/map?only=C:12');
    const chosen = page.getByRole('region', { name: 'The chosen crystals' });
    await chosen.getByRole('heading', { name: /^\d+ crystals$/ }).waitFor();
    await page.goBack();
    await chosen.waitFor({ state: 'detached' });
    expectClean(opened);
  });

  test('the search lights what it finds', async () => {
    const opened = await openMap('/map');
    const { page } = opened;
    await page.getByRole('searchbox', { name: /^Light points/ }).fill('TiO6');
    const chosen = page.getByRole('region', { name: 'The chosen crystals' });
    await chosen.getByRole('link', { name: 'CaTiO3' }).waitFor();
    expect(addressOf(opened)).toBe('/map?q=TiO6');
    await page.getByRole('searchbox', { name: /^Light points/ }).fill('Xyz');
    await chosen.getByText('No point meets the search').waitFor();
    await chosen.getByRole('button', { name: 'Drop the search “Xyz”' }).click();
    await chosen.waitFor({ state: 'detached' });
    expectClean(opened);
  });

  test('a lasso chooses what is within; a link brings it back; the table and the file hold the same', async () => {
    const opened = await openMap('/map');
    const { page } = opened;
    await page.getByRole('button', { name: /^Lasso/ }).click();
    await draw(page, MIDDLE);
    const chosen = page.getByRole('region', { name: 'The chosen crystals' });
    const title = await chosen.getByRole('heading', { level: 2 }).textContent();
    expect(title).toMatch(/^\d+ crystals$/);
    expect(addressOf(opened)).toMatch(/^\/map\?lasso=-?\d/);

    const again = await openMap(addressOf(opened));
    expect(await again.page.getByRole('heading', { level: 2, name: title! }).count()).toBe(1);
    expect(await again.page.locator('.scatter path.lasso').getAttribute('d')).toMatch(/^M.+Z$/);

    const downloading = page.waitForEvent('download');
    await chosen.getByRole('button', { name: 'CSV' }).click();
    const lines = readFileSync(await (await downloading).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('crystalId,formula,spaceGroupSymbol,bandGap,motifs,x,y,cluster,geometry,element');
    expect(`${lines.length - 1} crystals`).toBe(title);

    await chosen.getByRole('button', { name: 'Open as table' }).click();
    const table = page.getByRole('region', { name: 'The crystals as a table' });
    await table.getByRole('heading', { name: `${title} of the map` }).waitFor();
    await expectAccessible(opened);
    await table.getByRole('link', { name: 'Open as list' }).click();
    await page.getByRole('button', { name: 'Drop Within a lasso on the map' }).waitFor();
    await page.getByText(title!.replace(/ crystals?$/, ' meet the criteria')).waitFor();
    expect(addressOf(opened)).toMatch(/^\/crystals\?lasso=-?\d/);
    await page.goBack();
    await page.goBack();
    await page.getByRole('application', { name: /^Map of/ }).waitFor();
    expectClean(opened);
    expectClean(again);
  });

  test('tells what a point is, and opens its crystal', async () => {
    const query = '{ crystalMap(filter: { ids: ["rutile-TiO2"] }) { columns { x y } } }';
    const answer = await fetch(`${await serviceUrl()}/graphql?query=${encodeURIComponent(query)}`);
    const { data } = (await answer.json()) as { data: { crystalMap: { columns: { x: number[]; y: number[] } } } };
    const { x, y } = data.crystalMap.columns;
    // The view of the address begins in the middle of what the panels leave free, near which one looks for it.
    const { page } = await openMap(`/map?q=rutile-TiO2&view=${x[0]},${y[0]},4`);
    const box = (await page.getByRole('application', { name: /^Map of/ }).boundingBox())!;
    const tooltip = page.getByRole('tooltip');
    for (let step = -4; step <= 4 && (await tooltip.count()) === 0; step++) {
      await page.mouse.move(box.x + (290 + box.width - 340) / 2, box.y + box.height / 2 + 8 * step);
    }
    expect(await tooltip.textContent()).toMatch(/^TiO2.*rutile-TiO2.*TiO6.*gap \d\.\d\d eV$/);
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForURL(/\/crystal\/rutile-TiO2$/);
  });

  test('moves by keyboard, and shows all again', async () => {
    const opened = await openMap('/map');
    const { page } = opened;
    await page.getByRole('application', { name: /^Map of/ }).focus();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/view=-?[\d.]+,-?[\d.]+,1\.5$/);
    await page.keyboard.press('0');
    await page.waitForURL(/\/map$/);
    expectClean(opened);
  });

  test('keys work beside the map too', async () => {
    const opened = await openMap('/map?only=C:12');
    const { page } = opened;
    await page.keyboard.press('l');
    await page.getByRole('button', { name: /^Lasso/, pressed: true }).waitFor();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Move', pressed: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'The chosen crystals' }).waitFor({ state: 'detached' });
    expect(addressOf(opened)).toBe('/map');
    expectClean(opened);
  });

  test('colours by element, cluster and gap, in the dark too', async () => {
    const opened = await openMap('/map?colour=element', { dark: true });
    const { page } = opened;
    await page.getByRole('button', { name: 'Ti', exact: true }).click();
    await page.getByRole('button', { name: 'Zr', exact: true }).click();
    expect(addressOf(opened)).toBe('/map?colour=element&only=Ti,Zr');
    await expectAccessible(opened);
    await page.getByRole('button', { name: 'Cluster' }).click();
    await page.getByRole('button', { name: /^1 \d+ % octahedra/ }).waitFor();
    expect(addressOf(opened)).toBe('/map?colour=cluster');
    await page.getByRole('button', { name: 'Gap' }).click();
    await page.getByRole('spinbutton', { name: 'Predicted gap, eV, at least' }).fill('0.5');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'The chosen crystals' }).waitFor();
    expect(addressOf(opened)).toMatch(/^\/map\?colour=gap&only=0.5\.\./);
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('a phone shows it too', async () => {
    const opened = await openMap('/map', { size: [390, 844] });
    const { page } = opened;
    const legend = page.getByRole('button', { name: 'octahedron 73' });
    expect(await legend.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Shape' }).first().click();
    await legend.waitFor();
    const heights = await page
      .locator('.map-view button:visible')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await expectAccessible(opened);
    expectClean(opened);
  });
});

inBrowser('the map of motifs', () => {
  test('shows the motifs that the vectors were learned for, also as table', async () => {
    const opened = await openMap('/map?of=motifs&q=TiO6');
    const { page } = opened;
    await page.getByRole('application', { name: 'Map of 772 motifs' }).waitFor();
    const chosen = page.getByRole('region', { name: 'The chosen motifs' });
    await chosen.getByRole('link', { name: 'TiO6 octahedron' }).waitFor();
    await chosen.getByRole('button', { name: 'Open as table' }).click();
    await page.getByRole('region', { name: 'The motifs as a table' }).waitFor();
    await expectAccessible(opened);
    expectClean(opened);
  });
});
