/** Whatever happens to a build, what is served is a whole site; `npm run bench -- kill` does the same fifty times. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { killRounds } from '../../scripts/bench/kill.ts';
import { recover, workplace } from '../../src/lib/swap-fs.ts';

const folder = mkdtempSync(join(tmpdir(), 'whole-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('killed at any point, a build leaves the old site or the new, and the next one succeeds', async () => {
  const rounds = await killRounds(4);
  expect(rounds).toHaveLength(4);
  for (const round of rounds) expect(round).toMatchObject({ state: expect.stringMatching(/^(old|new)$/), nextIsWhole: true });
}, 900_000);

/** Swaps without end, each folder of 50 files that all say its number. */
const SWAPPER = `
  import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
  import { recover, swap, workplace } from ${JSON.stringify(join(process.cwd(), 'src/lib/swap-fs.ts'))};
  const place = workplace(...process.argv.slice(1));
  for (let number = 0; ; number++) {
    await recover(place);
    mkdirSync(place.next, { recursive: true });
    for (let i = 0; i < 50; i++) writeFileSync(place.next + '/' + i, String(number));
    await swap(place);
    process.stdout.write('.');
  }`;

test('killed while it swaps, one whole folder is found, after the next start at the latest', async () => {
  const place = workplace(join(folder, 'work'), join(folder, 'live'));
  for (let round = 0; round < 12; round++) {
    const child = spawn('node', ['--input-type=module-typescript', '-e', SWAPPER, '--', join(folder, 'work'), join(folder, 'live')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await setTimeout(round * 3.7);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await recover(place);
    const files = readdirSync(place.live);
    expect(files).toHaveLength(50);
    expect(new Set(files.map((file) => readFileSync(join(place.live, file), 'utf8'))).size).toBe(1);
    expect(existsSync(place.dir)).toBe(false);
  }
});

test('killed between the two renames, the old site comes back', async () => {
  const place = workplace(join(folder, 'between'), join(folder, 'gone'));
  mkdirSync(place.old, { recursive: true });
  mkdirSync(place.next);
  writeFileSync(join(place.old, 'index.html'), 'old');
  await recover(place);
  expect(readFileSync(join(place.live, 'index.html'), 'utf8')).toBe('old');
  expect(existsSync(place.dir)).toBe(false);
});

const LOCKER = `
  import { lockOut } from ${JSON.stringify(join(process.cwd(), 'src/lib/swap-fs.ts'))};
  process.stdout.write(String(await lockOut(process.argv[1])));
  if (process.argv[2]) setInterval(() => undefined, 1000);`;

test('two at once: the second is refused; a killed one refuses nobody', async () => {
  const lock = join(folder, 'lock');
  const locker = (...more: string[]) => ['--input-type=module-typescript', '-e', LOCKER, '--', lock, ...more];
  const ask = async () => (await promisify(execFile)('node', locker())).stdout;
  const first = spawn('node', locker('stays'), { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(String((await once(first.stdout, 'data'))[0])).toBe('true');
  expect(await ask()).toBe('false');
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(await ask()).toBe('true');
});
