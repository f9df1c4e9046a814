/**
 * What depends on the content alone, not on the pages, is made by another process while Astro renders: on two
 * cores it costs the build next to no time.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AstroIntegration } from 'astro';

/**
 * @param script is given a folder to make, and says in a line what it did; what it says on stderr is a warning
 * @param folder of the built site that it becomes
 */
export function besidePages(name: string, script: string, folder: string): AstroIntegration {
  let workplace: string;
  let output: string;
  let written: Promise<{ stdout: string; stderr: string }>;
  return {
    name,
    hooks: {
      'astro:config:done': ({ config }) => {
        // Beside the site, on its file system: the next build removes what a killed one left there.
        workplace = fileURLToPath(new URL('.cache/build/', config.root));
      },
      'astro:build:start': async () => {
        await mkdir(workplace, { recursive: true });
        // What mkdtemp makes is for this user only, and would be so on the server: hence one more level.
        output = join(await mkdtemp(join(workplace, `${name}-`)), folder);
        written = promisify(execFile)(process.execPath, [...process.execArgv, script, output], { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
        // Told of at the end; until then it is nobody's unhandled failure.
        written.catch(() => undefined);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { stdout, stderr } = await written;
        await rename(output, join(fileURLToPath(dir), folder));
        for (const line of stderr.trim().split('\n').filter(Boolean)) logger.warn(line);
        logger.info(stdout.trim());
      },
    },
  };
}
