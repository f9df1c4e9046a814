/** Serves the built site for the browser tests. A missing build fails: nothing is skipped. */
import { existsSync } from 'node:fs';
import { preview } from 'astro';
import type { TestProject } from 'vitest/node';
import { findShell } from '../../scripts/find-browser.ts';

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run `npm run build` first');
  // Unpacked once, before several files ask for it.
  await findShell();
  const server = await preview({ root: '.', server: { port: 4399, host: '127.0.0.1' }, logLevel: 'error' });
  project.provide('origin', `http://127.0.0.1:${server.port}`);
  return () => server.stop();
}

declare module 'vitest' {
  interface ProvidedContext { origin: string }
}
