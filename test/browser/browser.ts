/** A browser for the tests, one page at a time. */
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type CDPSession, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { findShell } from '../../scripts/find-browser.ts';

const launch = async (): Promise<Browser> => chromium.launch({
  ...(await findShell()), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});

let browser: Browser;

/** Call at the top of a test file: one browser for all its tests. */
export function useBrowser(): void {
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => { await browser?.close(); });
}

export interface OpenPage { page: Page; /** Console errors, failed requests and requests to other hosts. */ complaints: string[] }

export const PHONE = { width: 390, height: 844 };

/** A fresh context the size of a phone. */
export async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, ...options });
  // Other tests keep the machine busy meanwhile.
  context.setDefaultTimeout(60_000);
  return context;
}

const sessions = new WeakMap<Page, CDPSession>();

/**
 * What a page believes of the network. `setOffline` would tell the worker too, but later than the page, which asks
 * it at once: so the worker has to find out by its requests, and the host must be down as well.
 */
export async function tellPage(page: Page, online: boolean): Promise<void> {
  const session = sessions.get(page) ?? await page.context().newCDPSession(page);
  sessions.set(page, session);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: !online, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
}

/** Opens a path of the built site in a fresh context the size of a phone, without the worker: offline.test.ts is about that. */
export async function open(path: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const origin = options.baseURL ?? inject('origin');
  const context = await newContext({ baseURL: origin, serviceWorkers: 'block', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => !request.url().startsWith(origin) && !request.url().startsWith('data:') && complaints.push(`request to ${request.url()}`));
  // What was still on its way when the page was left is nobody's fault.
  page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && complaints.push(`failed ${request.url()}`));
  await page.goto(path);
  return { page, complaints };
}
