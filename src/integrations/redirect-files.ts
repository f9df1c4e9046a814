/** Writes content/redirects.yaml in the words of static hosts. Astro makes no page whose name begins with `_`. */
import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { contentDir, readCorpus } from '../lib/content-fs.ts';
import { hostRedirects, nginxRedirects } from '../lib/redirect-files.ts';

export function redirectFiles(): AstroIntegration {
  let base: string;
  return {
    name: 'redirect-files',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/$/, '');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { redirects } = await readCorpus(contentDir(), { bodiesLater: true });
        await writeFile(new URL('_redirects', dir), hostRedirects(redirects.data, base));
        await writeFile(new URL('nginx-redirects.map', dir), nginxRedirects(redirects.data, base));
        logger.info(`${redirects.data.length} moved pages`);
      },
    },
  };
}
