/**
 * The search index depends on the content alone, not on the pages, so another process makes it while Astro
 * renders: on two cores it costs the build next to no time.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';

export function searchIndex(): AstroIntegration {
  let folder: string;
  let written: Promise<{ stdout: string }>;
  return {
    name: 'search-index',
    hooks: {
      'astro:build:start': async () => {
        folder = await mkdtemp(join(tmpdir(), 'search-index-'));
        written = promisify(execFile)(process.execPath, ['scripts/search-index.ts', folder]);
        // Told of at the end; until then it is nobody's unhandled failure.
        written.catch(() => undefined);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { stdout } = await written;
        await cp(folder, join(fileURLToPath(dir), 'pagefind'), { recursive: true });
        await rm(folder, { recursive: true });
        logger.info(stdout.trim());
      },
    },
  };
}
