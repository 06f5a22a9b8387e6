import type { Browser } from 'playwright-core';

export function findChromium(): string | null;
export function launchChromium(executablePath: string): Promise<Browser>;
interface Service {
  readonly url: string;
  close(): Promise<void>;
}

export function serveSample(graph: string): Promise<Service>;
export function serveGraph(graph: string, ...options: readonly string[]): Promise<Service>;
