/** `npm run licenses`: writes public/licenses.txt, the notices of what others made and readers' browsers get. A test says when it is needed. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Package → what of it is in the site. */
export const SHIPPED: Record<string, string> = {
  pagefind: 'the search engine: pagefind.js and the WebAssembly beside it',
  '@sveltia/cms': 'the web editor at /edit/, for editors',
  uqr: 'QR codes, in a script',
  'pinyin-pro': 'how characters sound, in the data of the search',
  'opencc-js': 'traditional characters and their simplified forms, in the data of the search',
};

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/** @returns all notices, one after the other */
export function notices(): string {
  const parts = Object.entries(SHIPPED).map(([name, what]) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name: file }) => join(parentPath, file))
      .filter((path) => /^(LICENSES?\b|NOTICE\b|THIRD_PARTY)/i.test(relative(folder, path))).sort();
    return [`${name} ${version} (${license}): ${what}`, ...texts.map((path) => readFileSync(path, 'utf8').trim())].join('\n\n');
  });
  return `What of this site others made, and on what terms. All else: see LICENSE in its source.${RULE}${parts.join(RULE)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync('public/licenses.txt', notices());
