/**
 * Puts a built folder in the place of the one that is served. Whoever looks finds the old one or the new, never
 * a half: everything slow happens beside, and what is left are two renames, which a later call completes if
 * the process was killed between them.
 */
import { existsSync, renameSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** `live` is what is served; the others lie in `dir`, which nothing outlives. */
export interface Workplace { dir: string; live: string; next: string; old: string }

/** @param dir on the same file system as `live`, or nothing could be renamed */
export const workplace = (dir: string, live: string): Workplace => ({ dir, live, next: join(dir, 'next'), old: join(dir, 'old') });

/** Before a build: brings back what a killed one was about to replace, and removes what it left. */
export async function recover({ dir, live, old }: Workplace): Promise<void> {
  if (!existsSync(live) && existsSync(old)) renameSync(old, live);
  // Something the killed build started may still be writing.
  await rm(dir, { recursive: true, force: true, maxRetries: 10 });
}

/** `next` becomes `live`. Synchronous between the two renames: nothing else runs there. */
export async function swap({ live, next, old }: Workplace): Promise<void> {
  const replaced = existsSync(live);
  if (replaced) renameSync(live, old);
  try {
    renameSync(next, live);
  } catch (error) {
    if (replaced) renameSync(old, live);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/**
 * Lets one process in at a time, until it ends. The operating system keeps the lock (SQLite asks for it), so a killed
 * process leaves none behind.
 * @returns whether this process has it
 */
export async function lockOut(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    return false;
  }
  // Collected as garbage, it would let go.
  process.on('exit', () => database.close());
  return true;
}
