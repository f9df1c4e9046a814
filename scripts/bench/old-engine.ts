/**
 * The built site in a real Chromium 64, the oldest engine we promise: every kind of page, the tree by taps, the
 * guide's tools, the search that says it cannot. Pictures are left in `.cache/old-engine/`. Needs `dist/`; Linux x64.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { launchOld, type OldPage } from './devtools-socket.ts';
import { serveGzip } from './gzip-server.ts';
import { installOnDemand } from './on-demand.ts';

/** The package carries the browser itself. */
const PACKAGE = { 'chrome-aws-lambda': '64.0.3264' };

const GUIDE = '/guides/compatibility/network/sync-delay/';
const PAGES = ['/', '/guides/', '/guides/compatibility/', '/guides/compatibility/network/', GUIDE, '/guides/product-fit/payment-mismatch/poor-compatibility/', '/trees/', '/trees/huabei-fails/', '/codes/', '/codes/ACQ.TRADE_HAS_CLOSE/', '/glossary/', '/search/', '/scope/', '/about/', '/agents/', '/nowhere/'];
const WIDTHS = [320, 390];

const CHECKS: Record<string, (page: OldPage, origin: string) => Promise<string | undefined>> = {
  'a tree is walked by taps, back and reload': async (page, origin) => {
    await page.goto(`${origin}/trees/huabei-fails/`);
    if (!await page.until('document.querySelector(".tree.ready")')) return 'the tree did not wake';
    const start = await page.evaluate<string>('document.querySelector(".node").id');
    for (let i = 0; i < 15 && !await page.evaluate('document.querySelector("[data-outcome]")'); i++) {
      const at = await page.evaluate<string>('document.querySelector(".node").id');
      await page.tap('.answers a');
      if (!await page.until(`document.querySelector(".node").id !== ${JSON.stringify(at)}`)) return `no answer led on from ${at}`;
    }
    if (!await page.evaluate('document.querySelector("[data-outcome]")')) return 'no outcome after fifteen answers';
    const end = await page.evaluate<string>('document.querySelector(".node").id');
    await page.goto(await page.evaluate<string>('location.href'));
    if (!await page.until(`document.querySelector(".tree.ready") && document.querySelector(".node").id === ${JSON.stringify(end)}`)) return 'a reload lost the outcome';
    await page.tap('[data-tree-restart]');
    return await page.until(`document.querySelector(".node").id === ${JSON.stringify(start)}`) ? undefined : 'starting over did not';
  },
  'a tree works by anchors, without script': async (page, origin) => {
    await page.send('Emulation.setScriptExecutionDisabled', { value: true });
    try {
      await page.goto(`${origin}/trees/huabei-fails/`);
      const [nodes, visible, broken] = await page.evaluate<[number, number, number]>('[document.querySelectorAll(".node").length, Array.from(document.querySelectorAll(".node")).filter((e) => e.offsetHeight > 0).length, Array.from(document.querySelectorAll(".answers a")).filter((a) => a.hash && !document.getElementById(a.hash.slice(1))).length]');
      return nodes > 1 && visible === nodes && broken === 0 ? undefined : `${visible} of ${nodes} nodes to be seen, ${broken} anchors lead nowhere`;
    } finally {
      await page.send('Emulation.setScriptExecutionDisabled', { value: false });
    }
  },
  'a guide’s tools wake, ticks stay': async (page, origin) => {
    await page.goto(origin + GUIDE);
    await page.tap('h1');
    if (!await page.until('document.querySelector(".tick")')) return 'no ticks';
    await page.tap('.tick');
    if (!await page.until('document.querySelector(".tick").getAttribute("aria-pressed") === "true"')) return 'a tick did not tick';
    await page.tap('[data-show-qr]');
    if (!await page.until('document.querySelector("[data-qr] svg")')) return 'no QR code';
    await page.goto(origin + GUIDE);
    return await page.until('document.querySelector(".tick[aria-pressed=true]")') ? undefined : 'a reload lost the tick';
  },
  'the text size is changed and remembered': async (page, origin) => {
    await page.goto(origin + GUIDE);
    await page.until('!document.querySelector("text-size").hidden');
    await page.tap('[data-size="large"]');
    await page.goto(`${origin}/`);
    const large = await page.evaluate<string>('getComputedStyle(document.documentElement).fontSize');
    await page.evaluate('localStorage.clear()');
    return large === '20px' ? undefined : `the root is ${large}`;
  },
  'search says that the engine is too old and leads to the categories': async (page, origin) => {
    await page.goto(`${origin}/search/?q=${encodeURIComponent('断网')}`);
    if (!await page.until('document.querySelector("[data-search-status=error]")')) return 'no word of it';
    const said = await page.evaluate<string>('document.querySelector("[data-search-message]").textContent');
    const links = await page.evaluate<number>('Array.from(document.querySelectorAll("[data-search-help] .jump a")).filter((a) => a.offsetHeight >= 44).length');
    return /太旧/.test(said) && links === 5 ? undefined : `it says "${said}" and shows ${links} categories`;
  },
  'the box of a guide leads to the search page': async (page, origin) => {
    await page.goto(origin + GUIDE);
    await page.tap('site-search input');
    await page.send('Input.dispatchKeyEvent', { type: 'char', text: '1' });
    await page.tap('site-search [type=submit]');
    return await page.until('location.pathname === "/search/" && location.search === "?q=1"') ? undefined : 'it did not';
  },
  'the desk lists and filters': async (page, origin) => {
    await page.goto(`${origin}/agents/`);
    return await page.until('document.querySelectorAll("[data-list] li").length > 5') ? undefined : 'the list stayed empty';
  },
};

export async function run(): Promise<void> {
  if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run `npm run build` first');
  const folder = await installOnDemand('old-engine', PACKAGE, 'Chromium 64');
  const executable = join(folder, 'chromium');
  if (!existsSync(executable)) {
    await writeFile(executable, brotliDecompressSync(await readFile(join(folder, 'node_modules/chrome-aws-lambda/bin/chromium.br'))));
    await chmod(executable, 0o755);
  }
  const { server, origin } = await serveGzip(join(process.cwd(), 'dist'));
  const { page, close } = await launchOld(executable);
  const table: Record<string, string> = {};
  try {
    console.info(await page.evaluate('navigator.userAgent'));
    const pictures = join(folder, 'pictures');
    await mkdir(pictures, { recursive: true });
    for (const path of PAGES) table[path] = await look(page, origin, path, pictures) ?? 'good';
    for (const [name, check] of Object.entries(CHECKS)) {
      page.complaints.length = 0;
      const wrong = await check(page, origin).catch((error: Error) => error.message);
      table[name] = [...(wrong ? [wrong] : []), ...page.complaints].join('; ') || 'good';
    }
    table['with the server gone, home and trees open'] = await offline(page, origin, () => { server.closeAllConnections(); server.close(); }) ?? 'good';
  } finally {
    await close();
    server.close();
  }
  console.table(table);
  if (Object.values(table).some((result) => result !== 'good')) process.exitCode = 1;
}

/** Last of all: the service worker keeps what it promises, then there is no server any more. */
async function offline(page: OldPage, origin: string, cut: () => void): Promise<string | undefined> {
  await page.goto(`${origin}/`);
  if (!await page.until('navigator.serviceWorker && navigator.serviceWorker.controller')) return 'no service worker took over';
  cut();
  for (const path of ['/', '/trees/huabei-fails/']) {
    await page.goto(origin + path);
    if (!await page.until('document.querySelector(".tree.ready")')) return `${path} did not open`;
  }
  return undefined;
}

/** Opens a page at each width. @returns what is wrong with it */
async function look(page: OldPage, origin: string, path: string, pictures: string): Promise<string | undefined> {
  const wrong: string[] = [];
  page.complaints.length = 0;
  for (const width of WIDTHS) {
    await page.send('Emulation.setDeviceMetricsOverride', { width, height: 844, deviceScaleFactor: 1, mobile: true });
    await page.goto(origin + path);
    const scroll = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (scroll > width) wrong.push(`scrolls sideways at ${width} px: ${scroll}`);
    const low = await page.evaluate<number>('Array.from(document.querySelectorAll(".answers a, .jump a, main button")).filter((e) => e.offsetHeight > 0 && e.offsetHeight < 44 && !e.classList.contains("copy")).length');
    if (low > 0) wrong.push(`${low} targets under 44 px`);
    await writeFile(join(pictures, `${path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}-${width}.png`), await page.screenshot());
  }
  // A missing page answers 404, which is said.
  return [...wrong, ...page.complaints.filter((text) => !(path === '/nowhere/' && text.includes('404')))].join('; ') || undefined;
}
