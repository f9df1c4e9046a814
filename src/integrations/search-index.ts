/**
 * The search index depends on the content alone, not on the pages, so another process makes it while Astro
 * renders: on two cores it costs the build next to no time.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';

export function searchIndex(): AstroIntegration {
  let workplace: string;
  let folder: string;
  let written: Promise<{ stdout: string }>;
  return {
    name: 'search-index',
    hooks: {
      'astro:config:done': ({ config }) => {
        // Beside the site, on its file system: the next build removes what a killed one left there.
        workplace = fileURLToPath(new URL('.cache/build/', config.root));
      },
      'astro:build:start': async () => {
        await mkdir(workplace, { recursive: true });
        // What mkdtemp makes is for this user only, and would be so on the server: hence one more level.
        folder = join(await mkdtemp(join(workplace, 'search-')), 'index');
        written = promisify(execFile)(process.execPath, ['scripts/search-index.ts', folder]);
        // Told of at the end; until then it is nobody's unhandled failure.
        written.catch(() => undefined);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { stdout } = await written;
        await rename(folder, join(fileURLToPath(dir), 'pagefind'));
        logger.info(stdout.trim());
      },
    },
  };
}
