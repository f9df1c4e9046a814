/**
 * The web editor as the files a browser loads: the CMS from node_modules and our part in one script, and its icon
 * and text fonts. Nothing comes from another host. What the CMS loads on demand (image conversion, maps, code
 * colours, other languages) is left out: no box of ours needs it.
 */
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { CHINESE } from './chinese.ts';

export interface BundledFile { name: string; type: string; bytes: Uint8Array }

const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8' };
let made: Promise<BundledFile[]> | undefined;

/** The page's script first; a script's name carries a hash of what is in it. Made once, however often it is asked for. */
export const editorFiles = (): Promise<BundledFile[]> => (made ??= makeFiles());

async function makeFiles(): Promise<BundledFile[]> {
  const cms = fileURLToPath(import.meta.resolve('@sveltia/cms'));
  const assets = join(dirname(cms), 'assets');
  const fonts = (await readdir(assets)).filter((name) => /\.(woff2|LICENSE\.txt)$/.test(name));
  const { outputFiles } = await build({
    entryPoints: [join(process.cwd(), 'src/components/edit-app.ts')],
    bundle: true, splitting: true, write: false, outdir: 'edit', entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', format: 'esm', target: 'es2022', minify: true, legalComments: 'linked',
    plugins: [{
      name: 'nothing-from-elsewhere',
      setup(bundler) {
        bundler.onResolve({ filter: /./ }, ({ kind, path, importer }) => (kind === 'dynamic-import' && importer.startsWith(dirname(cms)) && !path.endsWith('zh-CN.json') ? { path: 'left-out', namespace: 'left-out' } : undefined));
        bundler.onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'export default {}' }));
        bundler.onLoad({ filter: /zh-CN\.json$/ }, async ({ path }) => ({ loader: 'json', contents: JSON.stringify(merged(JSON.parse(await readFile(path, 'utf8')), CHINESE)) }));
        bundler.onLoad({ filter: /@sveltia.cms.npm.index\.js$/ }, async ({ path }) => ({ contents: withOwnFonts(await readFile(path, 'utf8'), fonts) }));
      },
    }],
  });
  const scripts = outputFiles.map(({ path, contents }) => ({ name: basename(path), type: TYPES[extname(path)]!, bytes: contents }));
  return [
    ...scripts.sort((file) => (file.name.startsWith('edit-app') && file.name.endsWith('.js') ? -1 : 1)),
    ...await Promise.all(fonts.map(async (name) => ({ name: `assets/${name}`, type: TYPES[extname(name)]!, bytes: await readFile(join(assets, name)) }))),
  ];
}

/** Its style sheet names the fonts on another host as well; the page's policy forbids that, so they are named here. */
const withOwnFonts = (source: string, fonts: string[]): string =>
  source.replace(/https:\/\/cdn\.jsdelivr\.net\/fontsource\/fonts\/([\w-]+)(?::vf)?@[\d.]+\/([\w-]+)\.woff2/g, (url, family: string, subset: string) => {
    const font = fonts.find((name) => name.startsWith(`${family}-${subset}`) && name.endsWith('.woff2'));
    return font ? `assets/${font}` : url;
  });

interface Words { [key: string]: string | Words }

const merged = (words: Words, more: Words): Words => ({
  ...words,
  ...Object.fromEntries(Object.entries(more).map(([key, value]) => {
    const known = words[key];
    return [key, typeof value === 'object' ? merged(typeof known === 'object' ? known : {}, value) : value];
  })),
});
