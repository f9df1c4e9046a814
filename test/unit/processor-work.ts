/** How long the processor works for something, for tests of what a stranger may make it do. */

/** Memory may be cleaned up just then, or others keep the machine busy: one of so many is enough. */
const TRIES = 5;

/** @returns what `run` gave, and whether the processor worked less than `most` milliseconds for it */
export function work<T>(most: number, run: () => T): { result: T; quick: boolean } {
  let result!: T;
  const quick = Array.from({ length: TRIES }).some(() => {
    const before = process.cpuUsage();
    result = run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 < most;
  });
  return { result, quick };
}
