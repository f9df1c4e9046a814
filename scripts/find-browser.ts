/** Where a browser is. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const installed = () => SYSTEM.find((path) => existsSync(path));

/** As readers have it: `CHROME_PATH`, else the system's Chromium, else the one that comes as a package. */
export async function findBrowser(): Promise<{ executablePath: string }> {
  return { executablePath: process.env['CHROME_PATH'] ?? installed() ?? await unpacked() };
}

/** For many pages: without windows, the packaged one opens a page at a fifth of the cost. `CHROME_PATH` and other systems as above. */
export async function findShell(): Promise<{ executablePath: string }> {
  if (process.env['CHROME_PATH'] || process.platform !== 'linux' || process.arch !== 'x64') return findBrowser();
  const executablePath = await unpacked();
  try {
    execFileSync(executablePath, ['--version'], { stdio: 'ignore' });
    return { executablePath };
  } catch {
    return findBrowser();
  }
}

async function unpacked(): Promise<string> {
  // The package unpacks the libraries and fonts a bare machine lacks only where it believes to be in such a place.
  if (!installed()) process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
