/** What a command costs with all it starts: seconds, processor seconds and memory, from Linux's /proc. */
import { readFile, readdir } from 'node:fs/promises';

const INTERVAL = 250;
const PAGE = 4096;
const TICKS = 100;

export interface Cost {
  seconds: number;
  /** Of all processes together; on a busy machine the only fair seconds. */
  processor: number;
  /** The most that all held at one moment. */
  peakBytes: number;
  /** The same for each script, by its name: they run one after the other or side by side. */
  scripts: Record<string, Pick<Cost, 'seconds' | 'processor'>>;
}

/** @param work starts processes and waits for them; this process itself is not counted, but for its seconds */
export async function watch(work: () => Promise<void>): Promise<Cost> {
  const seen = new Map<string, { first: number; last: number; processor: number }>();
  let peakBytes = 0;
  let ended = false;
  const look = async () => {
    const now = performance.now();
    const processes = await descendants();
    peakBytes = Math.max(peakBytes, processes.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const { script, processor } of processes) if (script) seen.set(script, { first: seen.get(script)?.first ?? now, last: now, processor });
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
  return { seconds, processor: await waitedFor() - before, peakBytes, scripts: Object.fromEntries([...seen].map(([script, { first, last, processor }]) => [script, { seconds: (last - first) / 1000, processor }])) };
}

/** `pid (name) state parent …`: the name may hold anything, so count from its end. */
const fields = (stat: string) => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** Processor seconds of the children that ended, and of theirs. */
async function waitedFor(): Promise<number> {
  const own = fields(await readFile('/proc/self/stat', 'utf8'));
  return (Number(own[13]) + Number(own[14])) / TICKS;
}

async function descendants(): Promise<{ bytes: number; processor: number; script: string | undefined }[]> {
  const family: string[] = [];
  for (let next = await childrenOf(String(process.pid)); next.length > 0; next = (await Promise.all(next.map(childrenOf))).flat()) family.push(...next);
  return Promise.all(family.map(async (pid) => {
    const own = fields(await read(`/proc/${pid}/stat`));
    const script = /\0scripts\/([\w-]+)\.ts\0/.exec(await read(`/proc/${pid}/cmdline`))?.[1];
    return { bytes: Number(own[21] ?? 0) * PAGE, processor: (Number(own[11] ?? 0) + Number(own[12] ?? 0)) / TICKS, script };
  }));
}

async function childrenOf(pid: string): Promise<string[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return (await Promise.all(threads.map((thread) => read(`/proc/${pid}/task/${thread}/children`)))).flatMap((pids) => pids.split(' ').filter(Boolean));
}

/** Empty when the process is gone by now. */
const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
