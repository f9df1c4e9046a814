/** Share cards as a stage of their own: drawn anew, then found in the cache. `CONTENT_DIR` for another folder. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeShareCards } from '../../src/integrations/write-share-cards.ts';

export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cards-'));
  const [cache, output] = [join(folder, 'cache'), join(folder, 'og')];
  try {
    const rows = [];
    for (const stage of ['cold', 'warm']) {
      const start = performance.now();
      const { cards, drawn } = await writeShareCards(output, cache);
      const ms = performance.now() - start;
      rows.push({ stage, cards, drawn, seconds: (ms / 1000).toFixed(2), 'ms a card': (ms / cards).toFixed(1) });
    }
    console.table(rows);
    const sizes = await Promise.all((await readdir(cache)).map(async (name) => (await stat(join(cache, name))).size));
    console.info(`${availableParallelism()} cores; mean ${Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)} bytes, largest ${Math.max(...sizes)}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
