/**
 * `npm run build`: checks the content, builds the site beside `dist/`, then swaps. Whatever goes wrong, `dist/` stays as it was.
 * package.json has it clear memory earlier than Node does by itself, here and in what runs beside the pages: a third
 * less is held. The check, which runs alone, would take half as long again.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { lockOut, recover, swap, workplace } from '../src/lib/swap-fs.ts';

async function main(): Promise<number> {
  const start = performance.now();
  const check = spawnSync(process.execPath, ['scripts/check.ts'], { stdio: 'inherit' });
  if (check.status !== 0) return check.status ?? 1;
  if (!await lockOut('.cache/build.lock')) {
    console.error('another build is running in this folder: wait until it ends, or end it');
    return 1;
  }
  const place = workplace(resolve('.cache/build'), resolve('dist'));
  await recover(place);
  const { build } = await import('astro');
  await build({ outDir: place.next });
  await swap(place);
  console.info(`dist/ is the new site, after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return 0;
}

main().then((code) => (process.exitCode = code), ({ message, hint, loc }: Error & { hint?: string; loc?: { file?: string; line?: number } }) => {
  console.error([`build failed: ${message}`, loc?.file && `${loc.file}:${loc.line ?? 1}`, hint, 'dist/ is as it was'].filter(Boolean).join('\n'));
  process.exitCode = 1;
});
