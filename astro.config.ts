/** Wiring only. */
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { besidePages } from './src/integrations/beside-pages.ts';
import { contentReload } from './src/integrations/content-reload.ts';
import { hostingFiles } from './src/integrations/hosting-files.ts';
import { keptPages } from './src/integrations/kept-pages.ts';
import { offline } from './src/integrations/offline.ts';
import { readReviewDates } from './src/lib/review-dates-fs.ts';
import { base, toContent } from './src/lib/urls.ts';

const reviewed = await readReviewDates();
const sitemapDates = (page: { url: string }) => {
  const lastmod = reviewed(toContent(new URL(page.url).pathname));
  return lastmod ? { ...page, lastmod } : page;
};

export default defineConfig({
  site: process.env['SITE_URL'] ?? 'https://huabei-till-handbook.example',
  base,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  vite: {
    // The long names that Astro gives to scripts would stand in every page.
    environments: { client: { build: { rolldownOptions: { output: { entryFileNames: ({ name }) => `_astro/${name.split('.')[0]}.[hash].js` } } } } },
    // Inline scripts would need hashes in the content security policy; the oldest WebView we serve speaks ES2019.
    build: { assetsInlineLimit: 0, cssTarget: 'chrome64' },
    plugins: [{
      name: 'old-engines',
      enforce: 'pre',
      // Astro sets the target of browser scripts itself, to the newest engines; only here can it be set back.
      configEnvironment: (name: string) => (name === 'client' ? { build: { target: 'chrome64' } } : undefined),
      // The helper that preloads what a lazy script imports weighs more than what it would hasten.
      load: (id: string) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
    }],
  },
  integrations: [...keptPages(sitemap({ filter: (page) => !/\/(n|search|agents|embed|edit|offline)\//.test(new URL(page).pathname), serialize: sitemapDates })), besidePages('search-index', 'scripts/search-index.ts', 'pagefind'), besidePages('share-cards', 'scripts/share-cards.ts', 'og'), contentReload(), offline(), hostingFiles()],
});
