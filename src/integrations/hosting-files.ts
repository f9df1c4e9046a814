/** Redirects and headers in the words of hosts; see hosting/README.md. Astro makes no page whose name begins with `_`. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { contentDir, readSources } from '../lib/content-fs.ts';
import { parseCorpus } from '../lib/corpus.ts';
import { hostHeaders } from '../lib/hosting/headers.ts';
import { hashesIn, nginxHashes } from '../lib/hosting/policy.ts';
import { hostRedirects, nginxRedirects } from '../lib/hosting/redirects.ts';
import { base } from '../lib/urls.ts';

export function hostingFiles(): AstroIntegration {
  return {
    name: 'hosting-files',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { redirects } = parseCorpus(await readSources(contentDir(), /^redirects\.yaml$/));
        const entries = (await readdir(dir, { withFileTypes: true })).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
        const hashes = hashesIn(await readFile(new URL('index.html', dir), 'utf8'));
        await writeFile(new URL('_headers', dir), hostHeaders(entries, hashes, base));
        await writeFile(new URL('nginx-hashes.map', dir), nginxHashes(hashes));
        await writeFile(new URL('_redirects', dir), hostRedirects(redirects.data, base));
        await writeFile(new URL('nginx-redirects.map', dir), nginxRedirects(redirects.data, base));
        logger.info(`${redirects.data.length} moved pages`);
      },
    },
  };
}
