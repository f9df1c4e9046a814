/** `npm run bench -- kill [ROUNDS]`: builds killed at points spread over their duration; what is served must stay whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { randomNumbers } from '../../src/lib/random.ts';
import { buildCopy, copyProject, replaceIn, snapshot, writeSmallContent } from './project-copy.ts';

/** What `dist/` was after a kill. */
export type State = 'old' | 'new' | 'half';
export interface Round { killedAfter: number; state: State; nextIsWhole: boolean }

const ROUNDS = 50;

export async function run([rounds = String(ROUNDS)]: string[]): Promise<void> {
  const done = await killRounds(Number(rounds), ({ killedAfter, state, nextIsWhole }, at) => {
    console.info(`${String(at + 1).padStart(3)}  killed after ${killedAfter.toFixed(0).padStart(5)} ms: ${state}, the next build ${nextIsWhole ? 'is whole' : 'FAILS'}`);
  });
  const count = (state: State) => done.filter((round) => round.state === state).length;
  console.table([{ rounds: done.length, old: count('old'), new: count('new'), half: count('half'), 'next build fails': done.filter(({ nextIsWhole }) => !nextIsWhole).length }]);
  if (done.some(({ state, nextIsWhole }) => state === 'half' || !nextIsWhole)) process.exitCode = 1;
}

/** Builds two versions of a small site in turn, killing each build once, with all it started, before it may finish. */
export async function killRounds(rounds: number, tell: (round: Round, at: number) => void = () => undefined): Promise<Round[]> {
  const project = await copyProject();
  try {
    const contents = ['content-a', 'content-b'].map((name) => join(project, name));
    for (const content of contents) await writeSmallContent(content);
    await replaceIn(join(contents[1]!, 'guides/machines/network/no-signal.mdx'), '没信号，收不了', '没有信号，收不了');
    const dist = join(project, 'dist');
    const whole: Awaited<ReturnType<typeof snapshot>>[] = [];
    let duration = 0;
    for (const content of contents) {
      const start = performance.now();
      await buildCopy(project, { CONTENT_DIR: content });
      duration = performance.now() - start;
      whole.push(await snapshot(dist));
    }
    const random = randomNumbers(rounds);
    const done: Round[] = [];
    for (let at = 0; at < rounds; at++) {
      const next = at % 2;
      const env = { CONTENT_DIR: contents[next]! };
      // One in each equal part of the duration, in an order that visits early and late ones in turn.
      const part = (at * 7) % rounds;
      const killedAfter = ((part + random()) / rounds) * duration;
      await buildAndKill(project, env, killedAfter);
      const left = await snapshot(dist);
      const state = isDeepStrictEqual(left, whole[1 - next]) ? 'old' : isDeepStrictEqual(left, whole[next]) ? 'new' : 'half';
      const start = performance.now();
      const built = await buildCopy(project, env).then(() => true, () => false);
      duration = performance.now() - start;
      done.push({ killedAfter, state, nextIsWhole: built && isDeepStrictEqual(await snapshot(dist), whole[next]) });
      tell(done.at(-1)!, at);
    }
    return done;
  } finally {
    await rm(project, { recursive: true });
  }
}

/** Its own group: the kill reaches whatever the build started. */
async function buildAndKill(cwd: string, env: Record<string, string>, after: number): Promise<void> {
  const child = spawn('npm', ['run', '--silent', 'build'], { cwd, env: { ...process.env, ...env }, stdio: 'ignore', detached: true });
  const ended = once(child, 'exit');
  await Promise.race([ended, setTimeout(after)]);
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It was quicker than last time, and has ended.
  }
  await ended;
}
