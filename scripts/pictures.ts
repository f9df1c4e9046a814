/**
 * `npm run pictures`: the pictures of CONTRIBUTING.md, made anew from what the commands print and the built site shows
 * (so build first). web-editor.svg is drawn by hand: a web site's own buttons move too often for a photograph.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { serveGzip } from './bench/gzip-server.ts';
import { findBrowser } from './find-browser.ts';

const FOLDER = 'docs/contributing';
const GUIDE = 'compatibility/network/sync-delay';
const ANSWERS = ['1.3', '打雷以后机器连不上网', 'After Thunder', 'after-thunder', '', ''];
/** What an editor in a hurry writes. */
const SLIPS = '\n手续费 0.6%,见[网络时好时坏](/n/1.3.1)。\n';

/** A conversation as the terminal shows it: prompts end in a colon, or in the list of sub-issues. */
function transcript(folder: string, answers: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [resolve('scripts/new.ts'), 'guide'], { cwd: folder });
  const left = [...answers];
  let text = '$ npm run new -- guide\n';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    const answer = /(?:：|5\.3 .*\n)$/.test(text) ? left.shift() : undefined;
    if (answer === undefined) return;
    text += `${answer}\n`;
    child.stdin.write(`${answer}\n`);
    if (left.length === 0) child.stdin.end();
  });
  return new Promise((done) => child.on('close', () => done(text)));
}

async function checked(folder: string): Promise<string> {
  const file = join(folder, 'content/guides', `${GUIDE}.mdx`);
  await writeFile(file, await readFile(file, 'utf8') + SLIPS);
  return `$ npm run check\n${spawnSync(process.execPath, [resolve('scripts/check.ts')], { cwd: folder, encoding: 'utf8' }).stdout}`;
}

const escaped = (text: string) => text.trimEnd().replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function terminal(page: Page, text: string, file: string): Promise<void> {
  await page.setContent(`<meta charset="utf-8"><style>body{margin:0;background:#14211f}pre{margin:0;padding:16px 20px;width:720px;white-space:pre-wrap;font:13px/1.6 "DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;color:#e6f0ee}</style><pre>${escaped(text)}</pre>`);
  await page.locator('pre').screenshot({ path: join(FOLDER, file) });
}

async function main(): Promise<void> {
  if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run npm run build first');
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  const { server, origin } = await serveGzip(resolve('dist'));
  const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox'] });
  try {
    await cp('content', join(folder, 'content'), { recursive: true });
    const page = await browser.newPage({ viewport: { width: 760, height: 600 } });
    console.error('new');
    await terminal(page, await transcript(folder, ANSWERS), 'new.png');
    await rm(join(folder, 'content'), { recursive: true });
    await cp('content', join(folder, 'content'), { recursive: true });
    console.error('check');
    await terminal(page, await checked(folder), 'check.png');
    console.error('page');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${origin}/guides/${GUIDE}/`);
    await page.screenshot({ path: join(FOLDER, 'page.png') });
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
