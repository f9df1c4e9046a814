/** A browser for the tests: `CHROME_PATH`, else the system's Chromium, else the one that comes as a package. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

async function launch(): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  const system = SYSTEM.find((path) => existsSync(path));
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  if (own || system) return chromium.launch({ executablePath: own ?? system!, args });
  // The package unpacks the libraries a bare machine lacks only where it believes to be in such a place.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args });
}

let browser: Browser;

/** Call at the top of a test file: one browser for all its tests. */
export function useBrowser(): void {
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => { await browser?.close(); });
}

export interface OpenPage { page: Page; /** Console errors, failed requests and requests to other hosts. */ complaints: string[] }

export const PHONE = { width: 390, height: 844 };

/** Opens a path of the built site in a fresh context the size of a phone. */
export async function open(path: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const origin = inject('origin');
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, baseURL: origin, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => !request.url().startsWith(origin) && !request.url().startsWith('data:') && complaints.push(`request to ${request.url()}`));
  page.on('requestfailed', (request) => complaints.push(`failed ${request.url()}`));
  await page.goto(path);
  return { page, complaints };
}
