/** Tools too heavy for everybody's install: fetched by npm into `.cache/` when a measurement asks for them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** At ten thousand pages some tools hold more than Node allows by itself. */
const ROOM = '--max-old-space-size=16000';

/**
 * @param packages exact versions by name
 * @param why what the packages are for, as the reader of the progress line would say it
 * @returns the folder whose `node_modules/` has them
 * @throws Error that says what to do when npm cannot fetch them
 */
export async function installOnDemand(name: string, packages: Readonly<Record<string, string>>, why: string): Promise<string> {
  const folder = join(process.cwd(), '.cache', name);
  const manifest = join(folder, 'package.json');
  const wanted = `${JSON.stringify({ private: true, dependencies: packages }, null, 2)}\n`;
  const done = join(folder, 'installed.json');
  if (existsSync(done) && (await readFile(done, 'utf8')) === wanted) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(manifest, wanted);
  console.info(`fetching ${Object.entries(packages).map(([of, version]) => `${of}@${version}`).join(', ')} (${why}; once, into ${folder})`);
  try {
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  } catch (error) {
    await rm(join(folder, 'node_modules'), { recursive: true, force: true });
    throw new Error(`${why}: npm could not fetch what is needed. Is the network there? Then run the same command again.\n${(error as Error).message}`, { cause: error });
  }
  await writeFile(done, wanted);
  return folder;
}

/**
 * Runs a command to its end, quietly.
 * @throws Error with the last lines the command printed, when it fails
 */
export async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_UPDATE_NOTIFIER: '1', CI: 'true', NODE_OPTIONS: ROOM } });
  let said = '';
  const listen = (data: Buffer) => { said = (said + data.toString()).slice(-4000); };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code} in ${cwd}:\n${said.trim().split('\n').slice(-15).join('\n')}`);
}
