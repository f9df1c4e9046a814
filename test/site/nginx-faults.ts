/** Everything hosting/nginx.conf states, asked of a running nginx. */
import { Agent, request } from 'node:http';
import { EVERYWHERE, MISSING, type Headers, type Row } from './hosting-expected.ts';

export interface Answer { status: number; headers: Headers; body: Buffer }

/** As written: no path is tidied, nothing unpacked, no redirect followed. */
export const ask = (agent: Agent, origin: string, path: string, headers: Record<string, string> = {}, method = 'GET') => new Promise<Answer>((resolve, reject) => {
  const { hostname, port } = new URL(origin);
  request({ agent, hostname, port, path, method, headers }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('error', reject);
    response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers as Headers, body: Buffer.concat(parts) }));
  }).on('error', reject).end();
});

interface Case { path: string; method?: string; send?: Record<string, string>; status: number; headers?: Headers; body?: RegExp }

const missing = { status: 404, headers: { ...EVERYWHERE, ...MISSING, 'content-type': 'text/html; charset=utf-8' }, body: /没有这一页/ };
const to = (location: string) => ({ status: 301, headers: { ...EVERYWHERE, location } });
const refused = { status: 405, headers: { ...EVERYWHERE, allow: 'GET, HEAD' } };

/** Beside the pages as they are. `/old/` is moved, `old.js` is of the release before; see nginx.test.ts. */
export const cases = (rows: readonly Row[], guide: string): Case[] => [
  ...rows.map(({ path, type, headers }) => ({ path, status: 200, headers: { ...headers, 'content-type': type, server: 'nginx', allow: undefined } })),
  // Too small to be packed are only three of the texts.
  ...rows.filter(({ path, type }) => /charset/.test(type) && !/robots|favicon|sitemap-index/.test(path)).map(({ path }) => ({ path, status: 200, headers: { vary: 'Accept-Encoding' } })),
  { path: guide, method: 'HEAD', status: 200, headers: EVERYWHERE, body: /^$/ },
  { path: guide, send: { 'Accept-Encoding': 'gzip, deflate, br' }, status: 200, headers: { 'content-encoding': 'br', 'transfer-encoding': undefined } },
  // Packed beforehand: only then the length is known.
  { path: guide, send: { 'Accept-Encoding': 'gzip' }, status: 200, headers: { 'content-encoding': 'gzip', 'transfer-encoding': undefined } },
  { path: guide, status: 200, headers: { 'content-encoding': undefined } },
  ...['/unpacked.html', '/unpacked.css', '/unpacked.js', '/unpacked.json', '/unpacked.md', '/unpacked.svg', '/unpacked.txt', '/unpacked.xml', '/unpacked.webmanifest'].map((path) => (
    { path, send: { 'Accept-Encoding': 'gzip', Via: '1.1 cdn' }, status: 200, headers: { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked', vary: 'Accept-Encoding' } })),
  ...Object.entries({ wasm: 'application/wasm', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', woff2: 'font/woff2', webmanifest: 'application/manifest+json; charset=utf-8' }).map(([ending, type]) => (
    { path: `/unpacked.${ending}`, status: 200, headers: { 'content-type': type } })),
  { path: '/robots.txt', send: { 'Accept-Encoding': 'gzip' }, status: 200, headers: { 'content-encoding': undefined } },
  { path: guide, send: { Range: 'bytes=0-14' }, status: 206, headers: { ...EVERYWHERE, 'content-length': '15' }, body: /^<!doctype html>$/i },
  { path: guide, send: { Range: 'bytes=99999999-' }, status: 416 },
  { path: '/nowhere/', ...missing },
  { path: '/guides/nowhere', ...missing },
  { path: '/_astro/nowhere.js', ...missing },
  { path: '/pagefind/0123/nowhere.json', ...missing },
  { path: '/embed/nowhere/', ...missing },
  // A folder without a page lists nothing.
  { path: '/_astro/', ...missing },
  { path: '/api/', ...missing },
  ...['/.hidden', '/guides/.hidden', '/_headers', '/_redirects', '/nginx-redirects.map', '/nginx-hashes.map', '/index.html.br', '/index.html.gz', '/404.html', '/../etc/passwd', '/guides/%2e%2e/%2e%2e/etc/passwd', '//example.com/guides'].map((path) => (
    { path, ...(/\.\./.test(path.replaceAll('%2e', '.')) ? { status: 400 } : missing) })),
  { path: '/.well-known/security.txt', status: 200, headers: EVERYWHERE },
  { path: '/guides', ...to('/guides/') },
  { path: '//guides', ...to('/guides/') },
  { path: '/trees/huabei-fails?v=1&a=all', ...to('/trees/huabei-fails/?v=1&a=all') },
  { path: '/old/', ...to('/guides/') },
  { path: '/old?a=b', ...to('/guides/?a=b') },
  { path: '/_astro/old.js', status: 200, headers: { ...EVERYWHERE, 'cache-control': 'public, max-age=31536000, immutable' } },
  { path: '/pagefind/0123/old.json', status: 200, headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
  ...['POST', 'PUT', 'DELETE', 'OPTIONS'].flatMap((method) => ['/', '/old/', '/nowhere/'].map((path) => ({ path, method, ...refused }))),
];

const differences = (asked: Case, got: Answer): string[] => [
  ...(got.status === asked.status ? [] : [`status ${got.status}, not ${asked.status}`]),
  ...Object.entries(asked.headers ?? {}).filter(([name, value]) => got.headers[name] !== value).map(([name, value]) => `${name}: ${got.headers[name]}, not ${value}`),
  ...(asked.body && !asked.body.test(got.body.toString('utf8')) ? [`the body is not like ${asked.body}`] : []),
];

/** @returns `path: what is wrong`; empty when all is as stated */
export async function faults(origin: string, rows: readonly Row[], guide: string): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  try {
    const found = await Promise.all(cases(rows, guide).map(async (asked) => differences(asked, await ask(agent, origin, asked.path, asked.send, asked.method)).map((fault) => `${asked.method ?? 'GET'} ${asked.path} ${JSON.stringify(asked.send ?? {})}: ${fault}`)));
    const { headers } = await ask(agent, origin, guide);
    const conditions: Record<string, string>[] = [{ 'If-None-Match': headers['etag'] ?? '' }, { 'If-Modified-Since': headers['last-modified'] ?? '' }];
    for (const condition of conditions) {
      const { status, headers: own } = await ask(agent, origin, guide, condition);
      if (status !== 304 || own['cache-control'] !== 'no-cache') found.push([`${guide}: ${JSON.stringify(condition)} is answered by ${status}`]);
    }
    return found.flat();
  } finally {
    agent.destroy();
  }
}
