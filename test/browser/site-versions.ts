/**
 * The built site as a host has it over time: any number of deploys, and outages. Each deploy differs in every page,
 * script and index, as after the greatest change; every page and script says which deploy it is of.
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { writeOffline, writeWorker } from '../../src/integrations/offline.ts';

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' };
const HASHED = /([\w.-]+\.)([\w-]{8})(?=\.(?:js|css)\b)/g;

export interface Host {
  origin: string;
  /** From now on this is what the host has. */
  deploy(version: string): void;
  /** Down, it cuts every connection without an answer. */
  down: boolean;
  /** Milliseconds before each answer. */
  delay: number;
  requests: string[];
  close(): Promise<void>;
}

/** The page that differs where a deploy changes one page alone. */
export const CHANGED = 'guides/compatibility/network/sync-delay/';

/**
 * @param versions capital letters differ in everything, the small one from its capital in one page; `off` is
 *   without worker by the kill switch, `broken` has a worker that throws, `mixed` is A with the worker of a, as in
 *   the middle of a deploy
 * @param only which files of the built site; all, if left out
 * @returns where the deploys are; remove it when done
 */
export async function makeVersions(versions: readonly string[], only?: RegExp): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'deploys-'));
  for (const version of versions) await makeVersion(version, join(root, version), only);
  return root;
}

/** @param version the first deploy */
export async function startHost(root: string, version: string): Promise<Host> {
  let current = version;
  const host = { down: false, delay: 0, requests: [] as string[] };
  const server = createServer((request, response) => {
    if (host.down) return void request.socket.destroy();
    const { pathname } = new URL(request.url!, 'http://x');
    host.requests.push(pathname);
    const file = join(root, current, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const found = statSync(file, { throwIfNoEntry: false })?.isFile();
    setTimeout(() => {
      // Whoever asked has gone meanwhile, and the files may be too.
      if (request.socket.destroyed) return;
      response.writeHead(found ? 200 : 404, { 'content-type': found ? (TYPES[extname(file)] ?? 'application/octet-stream') : TYPES['.html'], 'cache-control': /_astro|pagefind\/.*\//.test(pathname) ? 'max-age=31536000, immutable' : 'no-cache' });
      response.end(readFileSync(found ? file : join(root, current, '404.html')));
    }, host.delay);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(host, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deploy: (next: string) => { current = next; },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function makeVersion(version: string, dir: string, only = /./): Promise<void> {
  if (version === 'mixed') {
    cpSync(join(dir, '../A'), dir, { recursive: true });
    return cpSync(join(dir, '../a/sw.js'), join(dir, 'sw.js'));
  }
  cpSync('dist', dir, { recursive: true, filter: (path) => statSync(path).isDirectory() || only.test(path.slice('dist/'.length)) });
  if (version === 'off') return writeWorker(dir, 'off', {});
  if (version === 'broken') return writeFileSync(join(dir, 'sw.js'), 'throw new Error();');
  const letter = version.toUpperCase();
  const rename = (text: string) => text.replace(HASHED, (_, name: string, hash: string) => `${name}${letter}${hash.slice(1)}`);
  const { folder } = JSON.parse(readFileSync(join(dir, 'pagefind/search.json'), 'utf8')) as { folder: string };
  for (const path of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const file = join(dir, path);
    if (!/\.(html|js|css)$/.test(path) || path === 'sw.js') continue;
    let text = rename(readFileSync(file, 'utf8'));
    if (path.endsWith('.html')) text = text.replace('<html ', `<html data-version="${path === `${CHANGED}index.html` ? version : letter}" `);
    if (path.endsWith('.js')) text = `(self.ran=self.ran||[]).push("${letter} ${path}");${text}`;
    writeFileSync(file, text);
    if (path.startsWith('_astro/')) renameSync(file, join(dir, rename(path)));
  }
  const renamed = letter + folder.slice(1);
  renameSync(join(dir, 'pagefind', folder), join(dir, 'pagefind', renamed));
  const manifest = join(dir, 'pagefind/search.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(folder, renamed));
  await writeOffline(dir);
  makePatient(join(dir, 'sw.js'));
}

/** Many tests at once make a machine slow: the worker must not take that for a slow network. It waits five times as long. */
function makePatient(file: string): void {
  const worker = readFileSync(file, 'utf8');
  const waits = /(?<=[\w$]=)([35])e3(?=[,;])/g;
  if (worker.match(waits)?.join() !== '3e3,5e3') throw new Error(`${file}: where does it say how long it waits?`);
  writeFileSync(file, worker.replace(waits, (_, seconds: string) => `${Number(seconds) * 5}e3`));
}
