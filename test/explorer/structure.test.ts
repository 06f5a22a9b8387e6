/** The 3-D view on a crystal's page. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

/** Waits until something is drawn: the canvas has as many colours as a shaded picture has. */
async function drawn(page: Page): Promise<Locator> {
  const canvas = page.locator('.structure-canvas');
  await canvas.waitFor();
  await page.waitForFunction(coloursOf, '.structure-canvas');
  return canvas;
}

/** In the page: whether a canvas shows a picture. */
function coloursOf(selector: string): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>(selector)!;
  // Not read from itself, of which Chromium would warn.
  const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  [copy.canvas.width, copy.canvas.height] = [Math.max(1, canvas.width), Math.max(1, canvas.height)];
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set<number>();
  for (let at = 0; at < data.length; at += 4) colours.add((data[at]! << 16) + (data[at + 1]! << 8) + data[at + 2]!);
  return colours.size > 50;
}

/** The picture, to compare. */
const pictureOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLCanvasElement>('.structure-canvas')!.toDataURL());

/** Waits until the picture is another one. */
async function another(page: Page, before: string): Promise<void> {
  await page.waitForFunction(
    (old) => document.querySelector<HTMLCanvasElement>('.structure-canvas')!.toDataURL() !== old,
    before,
  );
}

/** Waits until the axes point elsewhere. */
async function turnedFrom(page: Page, axes: string): Promise<void> {
  await page.waitForFunction((old) => document.querySelector('.structure-triad')!.innerHTML !== old, axes);
}

inBrowser('the structure in 3-D', () => {
  test('a click picks a polyhedron and tells what it shares; Escape lets go', async () => {
    const opened = await openPage('/crystal/rutile-TiO2');
    const { page } = opened;
    const canvas = await drawn(page);
    const before = await pictureOf(page);
    await canvas.click();
    await page.locator('.structure-labels', { hasText: 'Ti1' }).waitFor();
    await page
      .locator('.structure [aria-live]', { hasText: 'Ti1, octahedron: shares 8 corners, 2 edges' })
      .waitFor({ state: 'attached' });
    await another(page, before);
    await expectAccessible(opened);
    await canvas.press('Escape');
    await page.locator('.structure-labels', { hasText: 'Ti1' }).waitFor({ state: 'detached' });
    expectClean(opened);
  });

  test('keys turn and zoom; a view along an axis looks the same from wherever one comes', async () => {
    const opened = await openPage('/crystal/rutile-TiO2');
    const { page } = opened;
    const canvas = await drawn(page);
    const start = await page.locator('.structure-triad').innerHTML();
    const alongC = page.getByRole('button', { name: 'Look along c' });
    await alongC.click();
    await turnedFrom(page, start);
    const before = await page.locator('.structure-triad').innerHTML();
    await canvas.press('ArrowLeft');
    await turnedFrom(page, before);
    await alongC.click();
    await page.waitForFunction((old) => document.querySelector('.structure-triad')!.innerHTML === old, before);
    const picture = await pictureOf(page);
    await canvas.press('+');
    await another(page, picture);
    await page.getByRole('button', { name: 'Back to the first view' }).click();
    await page.waitForFunction((old) => document.querySelector('.structure-triad')!.innerHTML === old, start);
    expectClean(opened);
  });

  test('a motif is hidden and shown again', async () => {
    const { page } = await openPage('/crystal/perovskite-SrTiO3');
    await drawn(page);
    const before = await pictureOf(page);
    const eye = page.getByRole('button', { name: 'Show SrO12' });
    await eye.click();
    expect(await eye.getAttribute('aria-pressed')).toBe('false');
    await another(page, before);
    const without = await pictureOf(page);
    await eye.click();
    await another(page, without);
  });

  test('what is hidden and how it is turned stand in the address, and a link brings them back', async () => {
    const opened = await openPage('/crystal/perovskite-SrTiO3');
    const { page } = opened;
    const canvas = await drawn(page);
    await page.getByText('Atoms', { exact: true }).click();
    await page.getByRole('button', { name: 'Show Ti atoms' }).click();
    await page.getByRole('button', { name: 'Look along c' }).click();
    await canvas.press('+');
    await page.waitForFunction(() => location.search.includes('view='));
    const { searchParams, href } = new URL(page.url());
    expect(searchParams.get('hide')).toBe('Ti');
    expect(searchParams.get('view')).toMatch(/^-?[\d.]+(,-?[\d.]+){3}/);
    const axes = await page.locator('.structure-triad').innerHTML();
    const pointsOf = (html: string) => [...html.matchAll(/[xy]2="([^"]+)"/g)].map(([, value]) => Number(value));
    const again = await openPage(href.slice(href.indexOf('/crystal')));
    await drawn(again.page);
    await again.page.waitForFunction(() => document.querySelector('.structure-triad line')?.hasAttribute('x2'));
    const restored = pointsOf(await again.page.locator('.structure-triad').innerHTML());
    for (const [at, value] of pointsOf(axes).entries()) expect(Math.abs(restored[at]! - value)).toBeLessThan(0.3);
    await again.page.getByText('Atoms', { exact: true }).click();
    const eye = again.page.getByRole('button', { name: 'Show Ti atoms' });
    expect(await eye.getAttribute('aria-pressed')).toBe('false');
    await again.page.getByRole('button', { name: 'Back to the first view' }).click();
    await eye.click();
    await again.page.waitForFunction(() => location.search === '');
    expectClean(opened);
    expectClean(again);
  });

  test('placements of a pattern are lit one after the other', async () => {
    const opened = await openPage('/crystal/baria-BaO?p=O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)');
    const { page } = opened;
    const canvas = await drawn(page);
    const lit = page.getByRole('button', { name: /Placement/ });
    await lit.getByText('1 of 32').waitFor();
    const before = await pictureOf(page);
    await page.getByRole('button', { name: 'Next (N)' }).click();
    await lit.getByText('2 of 32').waitFor();
    await another(page, before);
    await canvas.press('p');
    await canvas.press('p');
    await lit.getByText('32 of 32').waitFor();
    expect(new URL(page.url()).searchParams.get('placement')).toBe('32');
    await canvas.press('Escape');
    await lit.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
    expectClean(opened);
  });

  test('a row of the nets lights its polyhedra, and a polyhedron the rows of what it is in', async () => {
    const opened = await openPage('/crystal/rutile-TiO2');
    const { page } = opened;
    const canvas = await drawn(page);
    const before = await pictureOf(page);
    await page.getByRole('region', { name: 'Nets' }).getByRole('row', { name: /edges/ }).first().hover();
    await another(page, before);
    await page.getByRole('region', { name: 'Sites' }).locator('tr.hovered').waitFor();
    await canvas.hover();
    await page.getByRole('region', { name: 'Nets' }).locator('tr.hovered').first().waitFor();
    await page.getByRole('region', { name: 'Predicted' }).locator('tr.hovered').first().waitFor();
    expectClean(opened);
  });

  test('the ruler gives a distance between two atoms', async () => {
    const opened = await openPage('/crystal/perovskite-SrTiO3');
    const { page } = opened;
    const canvas = await drawn(page);
    await page.getByRole('button', { name: 'Look along c' }).click();
    await page.getByRole('button', { name: 'Measure (M)' }).click();
    // Ti stands in the corners of the cell, along c two before each other, and Sr in the middle.
    const { width, height } = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: width / 2, y: height / 2 } });
    const places = Array.from({ length: 30 }, (_, step) => ({ x: width / 2 + 6 * step, y: height / 2 }));
    for (const position of places.slice(4)) {
      await canvas.click({ position });
      if ((await page.locator('.structure-labels span').count()) > 0) break;
    }
    expect(await page.locator('.structure-labels').textContent()).toMatch(/^\d\.\d{3} Å$/);
    expectClean(opened);
  });

  test('the picture is saved by the name of the crystal, and is not blank', async () => {
    const { page } = await openPage('/crystal/rutile-TiO2', { dark: true });
    await drawn(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as picture' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('rutile-TiO2.png');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const png = Buffer.concat(chunks);
    const width = png.readUInt32BE(16);
    expect(width).toBe(2 * (await page.locator('.structure-canvas').evaluate((canvas) => canvas.clientWidth)));
    // One colour alone is packed into a few kilobytes.
    expect(png.length).toBeGreaterThan(20_000);
  });

  test('the page scrolls past the structure until it is clicked', async () => {
    const { page } = await openPage('/crystal/rutile-TiO2', { size: [1000, 600] });
    const canvas = await drawn(page);
    await canvas.hover();
    const before = await pictureOf(page);
    await page.mouse.wheel(0, 60);
    await page.waitForFunction(() => document.scrollingElement!.scrollTop > 0);
    expect(await pictureOf(page)).toBe(before);
    await canvas.click({ position: { x: 3, y: 200 } });
    await canvas.hover();
    await page.mouse.wheel(0, 60);
    await another(page, before);
  });
});
