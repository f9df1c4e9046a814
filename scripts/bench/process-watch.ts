/** What a command costs with all it starts: seconds, processor seconds and memory, from Linux's /proc. */
import { readFile, readdir } from 'node:fs/promises';

const INTERVAL = 150;
const PAGE = 4096;
const TICKS = 100;

export interface Cost {
  seconds: number;
  /** Of all processes together; on a busy machine the only fair seconds. */
  processor: number;
  /** The most that all held at one moment. */
  peakBytes: number;
  /** Seconds from the start to the end of each script, by its file: they run one after the other or side by side. */
  scripts: Record<string, number>;
}

/** @param work starts processes and waits for them; this process itself is not counted, but for its seconds */
export async function watch(work: () => Promise<void>): Promise<Cost> {
  const seen = new Map<string, { first: number; last: number }>();
  let peakBytes = 0;
  let ended = false;
  const look = async () => {
    const now = performance.now();
    const processes = await descendants();
    peakBytes = Math.max(peakBytes, processes.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const { script } of processes) if (script) seen.set(script, { first: seen.get(script)?.first ?? now, last: now });
  };
  const watching = (async () => {
    while (!ended) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  })();
  const start = performance.now();
  const before = await waitedFor();
  try {
    await work();
  } finally {
    ended = true;
  }
  const seconds = (performance.now() - start) / 1000;
  await watching;
  return { seconds, processor: await waitedFor() - before, peakBytes, scripts: Object.fromEntries([...seen].map(([script, { first, last }]) => [script, (last - first) / 1000])) };
}

/** `pid (name) state parent …`: the name may hold anything, so count from its end. */
const fields = (stat: string) => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** Processor seconds of the children that ended, and of theirs. */
async function waitedFor(): Promise<number> {
  const own = fields(await readFile('/proc/self/stat', 'utf8'));
  return (Number(own[13]) + Number(own[14])) / TICKS;
}

async function descendants(): Promise<{ bytes: number; script: string | undefined }[]> {
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(async (pid) => {
    // It may be gone by now.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const own = fields(stat);
    return { pid, parent: own[1], bytes: Number(own[21] ?? 0) * PAGE };
  }));
  const children = Map.groupBy(all, ({ parent }) => parent);
  const family: typeof all = [];
  for (let next = children.get(String(process.pid)) ?? []; next.length > 0; next = next.flatMap(({ pid }) => children.get(pid) ?? [])) family.push(...next);
  return Promise.all(family.map(async ({ pid, bytes }) => {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return { bytes, script: command.split('\0').find((part) => /^scripts\/[\w-]+\.ts$/.test(part)) };
  }));
}
