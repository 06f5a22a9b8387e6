import type { Browser } from 'playwright-core';

export function findChromium(): string | null;
export function launchChromium(executablePath: string): Promise<Browser>;
export function serveSample(graph: string): Promise<{ readonly url: string; close(): Promise<void> }>;
