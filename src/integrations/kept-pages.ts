/**
 * A page made of the same content by the same code is not made again: it is written as it was, and Astro hears
 * nothing of it, since what Astro does around each page costs more than to write it. Astro's own incremental build was
 * weighed: it gives out wrong pages after a build that was killed, and when a script's file is renamed by a change
 * elsewhere.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { keepIn, versionOfCode } from '../lib/kept-fs.ts';

type Path = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>[number];

/**
 * Keeps pages whose paths have a key, see `keyed` in content.ts.
 * @param list an integration that lists all pages: it is told of those that were kept too
 */
export function keptPages(list: AstroIntegration): AstroIntegration[] {
  let version: string;
  let base: string;
  let output: string;
  let pages: { pathname: string }[];
  const keeper: AstroIntegration = {
    name: 'kept-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
        output = fileURLToPath(config.outDir);
        version = versionOfCode('src', readFileSync('astro.config.ts'), String(config.site), base);
      },
      'astro:build:start': ({ setPrerenderer, logger }) => setPrerenderer((usual) => {
        const kept = keepIn('.cache/pages', version);
        const keys = new Map<string, string>();
        return {
          ...usual,
          async getStaticPaths() {
            const paths = await usual.getStaticPaths();
            // Named as Astro names them, in its order.
            pages = paths.filter(({ route }) => route.type === 'page').map(({ pathname }) => ({ pathname: pathname.replace(/\/?$/, '/').replace(/^\//, '') }));
            const others = paths.filter((path) => !writeKept(path));
            logger.info(`${paths.length - others.length} of ${keys.size} pages were there already`);
            return others;
          },
          async render(request, options) {
            const address = addressOf(new URL(request.url).pathname);
            const key = keys.get(address);
            const rendered = await usual.render(request, options);
            if (key === undefined) return rendered;
            const response = rendered instanceof Response ? rendered : rendered.response;
            const text = await response.text();
            if (response.ok) kept.set('page', address, [key, ...text.split('\n')]);
            return new Response(text, response);
          },
        };

        /** @returns whether it was there */
        function writeKept({ pathname, route, cacheKey }: Path): boolean {
          if (cacheKey === undefined) return false;
          const address = addressOf(`${base}/${pathname}`);
          keys.set(address, cacheKey);
          const [known, ...lines] = kept.get('page', address) ?? [];
          if (known !== cacheKey) return false;
          const file = join(output, pathname, route.type === 'page' ? 'index.html' : '');
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, lines.join('\n'));
          return true;
        }
      }),
    },
  };
  return [keeper, { ...list, hooks: { ...list.hooks, 'astro:build:done': (options) => list.hooks['astro:build:done']?.({ ...options, pages }) } }];
}

const addressOf = (path: string) => decodeURI(path).split('/').filter(Boolean).join('/');
