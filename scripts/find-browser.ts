/** Where a browser is: `CHROME_PATH`, else the system's Chromium, else the one that comes as a package. */
import { existsSync } from 'node:fs';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function findBrowser(): Promise<{ executablePath: string }> {
  const found = process.env['CHROME_PATH'] ?? SYSTEM.find((path) => existsSync(path));
  if (found) return { executablePath: found };
  // The package unpacks the libraries a bare machine lacks only where it believes to be in such a place.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath() };
}
