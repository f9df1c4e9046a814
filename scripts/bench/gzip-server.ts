/** Serves a folder as a real host would: gzip, directory indexes, hashed files kept for good, others validated. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.webmanifest': 'application/manifest+json', '.png': 'image/png', '.webp': 'image/webp', '.woff2': 'font/woff2',
};
/** Compressed already: Pagefind's own files, images, fonts. */
const PACKED = /\.(pf_\w+|pagefind|png|jpg|webp|woff2)$/;
/** Named by their content, ours and the peers'. */
const HASHED = /\/(_astro|assets)\//;

/** @returns the server and its origin; close it when done */
export function serveGzip(root: string): Promise<{ server: Server; origin: string }> {
  const packed = new Map<string, Buffer>();
  const read = (file: string) => {
    // Packed once, so that no measurement waits for the packing of another.
    if (!packed.has(file)) packed.set(file, PACKED.test(file) ? readFileSync(file) : gzipSync(readFileSync(file), { level: 9 }));
    return packed.get(file)!;
  };
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    let file = join(root, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = file.startsWith(root) && existsSync(file);
    if (!found) file = join(root, '404.html');
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const body = read(file);
    response.writeHead(found ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': body.length,
      'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache', ...(PACKED.test(file) ? {} : { 'content-encoding': 'gzip' }),
    }).end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve({ server, origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
  }));
}
