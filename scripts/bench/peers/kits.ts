/** The generators we measure ourselves against, as their own documentation sets them up: default theme, local search where there is one. */

export interface Kit {
  packages: Readonly<Record<string, string>>;
  /** Where guides go, and what is written above one. */
  docs: string;
  head(title: string): string;
  /** Files of the project, by path. */
  files(categories: readonly { title: string; slug: string; guides: readonly { title: string; path: string }[] }[]): Readonly<Record<string, string>>;
  /** The build command, and where it leaves the site. */
  build: readonly string[];
  dist: string;
  /** A guide's address, from its `category/sub-issue/slug`. */
  address(id: string): string;
}

const SITE = '花呗收款排障手册';
/** An import of the peer's project, not of ours. */
const COLLECTIONS = 'astro:content';
const quoted = (text: string) => JSON.stringify(text);
const HOME = `${SITE}：按原因找。`;
/**
 * With more guides a peer's pages have no sidebar, as ours have none: thousands of links on each of thousands of pages
 * would be measured instead of the text (VitePress, with ten thousand, was not done after eleven minutes).
 */
const MOST_IN_SIDEBAR = 500;
type Categories = Parameters<Kit['files']>[0];
/** @param list of a category */
const sidebar = (categories: Categories, list: (category: Categories[number]) => object): string =>
  JSON.stringify(categories.reduce((sum, { guides }) => sum + guides.length, 0) > MOST_IN_SIDEBAR ? [] : categories.map(list));

export const KITS = {
  Starlight: {
    packages: { astro: '7.3.4', '@astrojs/starlight': '0.42.4' },
    docs: 'src/content/docs/guides',
    head: (title) => `---\ntitle: ${quoted(title)}\n---\n\n`,
    files: (categories) => ({
      'src/content.config.ts': `import { defineCollection } from '${COLLECTIONS}';\nimport { docsLoader } from '@astrojs/starlight/loaders';\nimport { docsSchema } from '@astrojs/starlight/schema';\nexport const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n`,
      'src/content/docs/index.md': `---\ntitle: ${SITE}\n---\n\n${HOME}\n`,
      'astro.config.mjs': `import { defineConfig } from 'astro/config';\nimport starlight from '@astrojs/starlight';\nexport default defineConfig({ site: 'https://peer.example', integrations: [starlight({ title: ${quoted(SITE)}, locales: { root: { label: '简体中文', lang: 'zh-CN' } }, sidebar: ${sidebar(categories, ({ title, slug }) => ({ label: title, items: [{ autogenerate: { directory: `guides/${slug}` } }] }))} })] });\n`,
    }),
    build: ['astro', 'build'],
    dist: 'dist',
    address: (id) => `/guides/${id}/`,
  },
  VitePress: {
    packages: { vitepress: '1.6.4' },
    docs: 'docs/guides',
    head: (title) => `# ${title}\n\n`,
    files: (categories) => ({
      'docs/index.md': `# ${SITE}\n\n${HOME}\n`,
      'docs/.vitepress/config.mjs': `export default { title: ${quoted(SITE)}, lang: 'zh-CN', ignoreDeadLinks: true, themeConfig: { search: { provider: 'local' }, sidebar: ${sidebar(categories, ({ title, guides }) => ({ text: title, items: guides.map((guide) => ({ text: guide.title, link: `/guides/${guide.path}` })) }))} } };\n`,
    }),
    build: ['vitepress', 'build', 'docs'],
    dist: 'docs/.vitepress/dist',
    address: (id) => `/guides/${id}.html`,
  },
  Docusaurus: {
    packages: { '@docusaurus/core': '3.10.2', '@docusaurus/preset-classic': '3.10.2', react: '19.2.3', 'react-dom': '19.2.3' },
    docs: 'docs/guides',
    head: (title) => `# ${title}\n\n`,
    files: () => ({
      'docs/index.md': `---\nslug: /\n---\n\n# ${SITE}\n\n${HOME}\n`,
      'docusaurus.config.mjs': `export default { title: ${quoted(SITE)}, url: 'https://peer.example', baseUrl: '/', trailingSlash: true, onBrokenLinks: 'ignore', onBrokenAnchors: 'ignore', i18n: { defaultLocale: 'zh-Hans', locales: ['zh-Hans'] }, markdown: { format: 'md', hooks: { onBrokenMarkdownLinks: 'ignore' } }, presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]], themeConfig: { navbar: { title: ${quoted(SITE)} } } };\n`,
    }),
    build: ['docusaurus', 'build'],
    dist: 'build',
    address: (id) => `/guides/${id}/`,
  },
} as const satisfies Record<string, Kit>;

export type PeerName = keyof typeof KITS;
