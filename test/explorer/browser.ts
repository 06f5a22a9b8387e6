/** The explorer in a real browser, in front of the service on the sample. Both are started once for all files. */
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, inject } from 'vitest';
import { findChromium, launchChromium, serveSample } from '../../scripts/sample-browser.mjs';
import type {} from '../shared-folder.js';

const AXE = createRequire(import.meta.url).resolve('axe-core');
const executable = findChromium();
if (executable === null && process.env['MOTIFGRAPH_REQUIRE_CHROMIUM'] === '1') {
  throw new Error('No Chromium is installed; MOTIFGRAPH_CHROMIUM may name one.');
}

/** A group of tests that open pages; left out where no Chromium is installed. */
export function inBrowser(name: string, tests: () => void): void {
  const isMissing = executable === null;
  describe.skipIf(isMissing)(isMissing ? `${name} (no Chromium is installed)` : name, () => {
    afterEach(async () => {
      for (const { page } of pages.splice(0)) await page.context().close();
    });
    tests();
  });
}

let browser: Promise<Browser> | undefined;
let service: ReturnType<typeof serveSample> | undefined;

/** Address of the service, without a slash at its end. */
export async function serviceUrl(): Promise<string> {
  service ??= serveSample(graphFolder());
  return (await service).url;
}

/** MOTIFGRAPH_SAMPLE_GRAPH names a graph that `serve --sample` has filled, so that the sample need not be analysed anew. */
function graphFolder(): string {
  const folder = join(mkdtempSync(join(inject('sharedFolder'), 'explorer-')), 'graph');
  const filled = process.env['MOTIFGRAPH_SAMPLE_GRAPH'] ?? '';
  if (filled !== '') cpSync(filled, folder, { recursive: true });
  return folder;
}

export interface OpenedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, failed responses and requests to other hosts. */
  readonly troubles: string[];
}

export interface Opening {
  readonly size?: readonly [width: number, height: number];
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
}

/** Those that the test under way has opened. */
const pages: OpenedPage[] = [];

/** Opens an address of the explorer in a context of its own; it is closed after the test. */
export async function openPage(path: string, opening: Opening = {}): Promise<OpenedPage> {
  const { size: [width, height] = [1440, 900], dark = false, reducedMotion = true } = opening;
  browser ??= launchChromium(executable!);
  const url = await serviceUrl();
  const context = await (await browser).newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const opened: OpenedPage = { page, troubles: [] };
  pages.push(opened);
  record(opened, url);
  await page.goto(url + path);
  await page.locator('main').waitFor();
  return opened;
}

/** SwiftShader tells that reading back what it drew is slow. */
const HARMLESS = /GL Driver Message|GPU stall due to ReadPixels|Automatic fallback to software WebGL/;

function record({ page, troubles }: OpenedPage, url: string): void {
  page.on('console', (message) => {
    const isTrouble = ['error', 'warning'].includes(message.type()) && !HARMLESS.test(message.text());
    if (isTrouble) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && !['data:', 'blob:'].includes(protocol)) troubles.push(`other host: ${request.url()}`);
  });
}

/** Nothing went wrong so far, and nobody else was asked. @param allowed troubles that the test brought about */
export function expectClean({ troubles }: OpenedPage, allowed?: RegExp): void {
  expect(troubles.filter((trouble) => allowed?.test(trouble) !== true)).toEqual([]);
}

interface AxeWindow {
  readonly axe: { run(): Promise<AxeResults> };
}

/** No serious or critical finding of axe. */
export async function expectAccessible({ page }: OpenedPage): Promise<void> {
  // Not as a script of the page, which the content security policy would refuse.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = await page.evaluate(() => (window as unknown as AxeWindow).axe.run());
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
  expect(findings).toEqual([]);
}

/** The address without host. */
export function addressOf({ page }: OpenedPage): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

export interface DroppedFile {
  readonly name: string;
  readonly text: string;
}

/** Drops files as somebody does who drags them from a folder. */
export async function dropFiles(place: Locator, files: readonly DroppedFile[]): Promise<void> {
  const dataTransfer = await place.page().evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  for (const event of ['dragenter', 'dragover', 'drop']) await place.dispatchEvent(event, { dataTransfer });
}
