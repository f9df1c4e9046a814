/**
 * Keeps on disk what was made of a text, so that it is made once: by check, pages and search index together, and not
 * again in the next build. One database for all: files of their own, ten thousand of each kind, cost more than what
 * is in them. An entry that is torn, spoilt or of other code is not used.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';

export interface Kept {
  /** The lines kept for this text, or `null`. */
  get(name: string, text: string): string[] | null;
  /** @returns whether they are there now: a full disk, or a folder somebody removed, is no reason to stop */
  set(name: string, text: string, lines: readonly string[]): boolean;
}

const hash = (...parts: readonly (string | Uint8Array)[]): string => parts.reduce((sum, part) => sum.update(part).update('\0'), createHash('sha256')).digest('hex').slice(0, 32);

/** The project: where Node was started, or around this file when somebody checks from elsewhere. Built pages are made in the project. */
const ROOT = existsSync('src/lib/kept-fs.ts') ? '' : join(import.meta.dirname, '../..');

/**
 * Everything that results depend on beside the text: all the code in a folder, so that nobody has to think of it, the
 * packages, and Node.
 * @param more whatever else
 */
export function versionOfCode(folder = 'src/lib', ...more: readonly (string | Uint8Array)[]): string {
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return hash(process.version, readFileSync(join(ROOT, 'package-lock.json')), ...files.flatMap((file) => [file.slice(ROOT.length), readFileSync(file)]), ...more);
}

/** What other processes may take to write. */
const PATIENCE = 10_000;

/**
 * @param folder for entries of all versions; those of other versions than this are removed
 * @param version of the code that makes them
 */
export function keepIn(folder = join(ROOT, '.cache/kept'), version = versionOfCode()): Kept {
  const file = join(folder, `${version}.sqlite`);
  const database = open(file) ?? open(file);
  if (!database) return { get: () => null, set: () => false };
  for (const other of readdirSync(folder)) if (!other.startsWith(`${version}.`)) rmSync(join(folder, other), { recursive: true, force: true });
  const [find, put] = [database.prepare('SELECT sum, value FROM kept WHERE key = ?'), database.prepare('INSERT OR REPLACE INTO kept (key, sum, value) VALUES (?, ?, ?)')];
  return {
    get(name, text) {
      const key = hash(name, text);
      try {
        const { sum, value } = (find.get(key) ?? {}) as { sum?: number; value?: string };
        return value !== undefined && sum === sumOf(key, value) ? value.split('\n') : null;
      } catch (error) {
        removeSpoilt(file, error);
        return null;
      }
    },
    set(name, text, lines) {
      const [key, value] = [hash(name, text), lines.join('\n')];
      try {
        put.run(key, sumOf(key, value), value);
        return true;
      } catch (error) {
        removeSpoilt(file, error);
        return false;
      }
    },
  };
}

const sumOf = (key: string, value: string): number => crc32(value, crc32(key));

/** @returns `undefined` when it cannot be opened; if it was spoilt, the next call makes a new one */
function open(file: string): DatabaseSync | undefined {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    const database = new DatabaseSync(file, { timeout: PATIENCE });
    // Killed, a process leaves it whole; only a power failure does not, and there are sums.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, sum INTEGER, value TEXT)');
    return database;
  } catch (error) {
    removeSpoilt(file, error);
    return undefined;
  }
}

/** SQLite's codes for a file that is corrupt, or no database. */
const SPOILT = [11, 26];

/** Then whoever opens it next begins anew. */
function removeSpoilt(file: string, error: unknown): void {
  if (SPOILT.includes((error as { errcode?: number }).errcode ?? 0)) for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
}
