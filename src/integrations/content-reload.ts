/** In dev an edit of the content, or of a style sheet that stands in the pages, loads what is open again. */
import { resolve, sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { contentDir } from '../lib/content-fs.ts';

const DOOR = resolve('src/content.ts');
const INLINE = resolve('src/inline.ts');

export function contentReload(): AstroIntegration {
  const dir = contentDir();
  return {
    name: 'content-reload',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => void updateConfig({ vite: { plugins: [{
        name: 'content-reload',
        configureServer: ({ watcher }) => void watcher.add(dir),
        hotUpdate({ file, modules }) {
          const within = (path: string) => [...(this.environment.moduleGraph.getModulesByFile(path) ?? [])];
          // Nothing imports a guide: to the server an edit of it is an edit of the module that reads it.
          if (resolve(file).startsWith(dir + sep)) return within(DOOR);
          // Of a style sheet Astro expects that the browser has asked for it.
          return file.endsWith('.css') ? [...modules, ...within(INLINE)] : undefined;
        },
      }] } }),
    },
  };
}
