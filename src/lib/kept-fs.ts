/**
 * Keeps on disk what was made of a text, so that it is made once: by check, pages and search index together, and not
 * again in the next build. An entry that is torn, spoilt or of other code is not used.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * @param folder for entries of all versions; those of other versions than this are removed
 * @param version of the code that makes them
 */
export function keepIn(folder = join(ROOT, '.cache/kept'), version = versionOfCode()): Kept {
  const here = join(folder, version);
  mkdirSync(here, { recursive: true });
  for (const other of readdirSync(folder)) if (other !== version) rmSync(join(folder, other), { recursive: true, force: true });
  const fileOf = (name: string, text: string) => join(here, `${hash(name, text)}.${name.split(' ')[0]}`);
  return {
    get(name, text) {
      try {
        const [sum, ...lines] = readFileSync(fileOf(name, text), 'utf8').split('\n');
        return sum === hash(...lines) ? lines : null;
      } catch {
        return null;
      }
    },
    set(name, text, lines) {
      const file = fileOf(name, text);
      const draft = `${file}.${process.pid}`;
      try {
        writeFileSync(draft, [hash(...lines), ...lines].join('\n'));
        renameSync(draft, file);
        return true;
      } catch {
        rmSync(draft, { force: true });
        return false;
      }
    },
  };
}
