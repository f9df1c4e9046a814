/** `npm run bench -- pages|old-engine|…`: measurements, printed as tables. Timings belong here, not in tests. */
const BENCHES: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  cards: () => import('./bench/cards.ts'),
  desk: () => import('./bench/desk.ts'),
  pages: () => import('./bench/pages.ts'),
  'old-engine': () => import('./bench/old-engine.ts'),
  search: () => import('./bench/search.ts'),
  kill: () => import('./bench/kill.ts'),
  scale: () => import('./bench/scale.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (load) await (await load()).run(args);
else {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exitCode = 2;
}
export {};
