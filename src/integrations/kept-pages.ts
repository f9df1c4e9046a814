/**
 * A page made of the same content by the same code is not made again. Astro's own incremental build was weighed: it
 * gives out wrong pages after a build that was killed, and when a script's file is renamed by a change elsewhere.
 */
import { readFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { keepIn, versionOfCode } from '../lib/kept-fs.ts';

/** Pages whose paths have a key, see `keyed` in content.ts. */
export function keptPages(): AstroIntegration {
  let version: string;
  let base: string;
  return {
    name: 'kept-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
        version = versionOfCode('src', readFileSync('astro.config.ts'), String(config.site), base);
      },
      'astro:build:start': ({ setPrerenderer, logger }) => setPrerenderer((usual) => {
        const kept = keepIn('.cache/pages', version);
        const keys = new Map<string, string>();
        let again = 0;
        return {
          ...usual,
          async getStaticPaths() {
            const paths = await usual.getStaticPaths();
            for (const { pathname, cacheKey } of paths) if (cacheKey !== undefined) keys.set(addressOf(`${base}/${pathname}`), cacheKey);
            return paths;
          },
          async render(request, options) {
            const address = addressOf(new URL(request.url).pathname);
            const key = keys.get(address);
            if (key === undefined) return usual.render(request, options);
            const [known, ...lines] = kept.get('page', address) ?? [];
            if (known === key) {
              again++;
              return new Response(lines.join('\n'));
            }
            const rendered = await usual.render(request, options);
            const response = rendered instanceof Response ? rendered : rendered.response;
            const text = await response.text();
            if (response.ok) kept.set('page', address, [key, ...text.split('\n')]);
            return new Response(text, response);
          },
          async teardown() {
            await usual.teardown?.();
            logger.info(`${again} of ${keys.size} pages were there already`);
          },
        };
      }),
    },
  };
}

const addressOf = (path: string) => decodeURI(path).split('/').filter(Boolean).join('/');
