/** In dev an edit of the content makes the one door to it afresh, and what is open is loaded again. */
import { resolve, sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { contentDir } from '../lib/content-fs.ts';

const DOOR = resolve('src/content.ts');

export function contentReload(): AstroIntegration {
  const dir = contentDir();
  return {
    name: 'content-reload',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => void updateConfig({ vite: { plugins: [{
        name: 'content-reload',
        configureServer: ({ watcher }) => void watcher.add(dir),
        // Nothing imports a guide: to the server an edit of it is an edit of the module that reads it.
        hotUpdate({ file }) {
          return resolve(file).startsWith(dir + sep) ? [...(this.environment.moduleGraph.getModulesByFile(DOOR) ?? [])] : undefined;
        },
      }] } }),
    },
  };
}
