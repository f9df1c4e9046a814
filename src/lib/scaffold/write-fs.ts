/** Carries out edits: all of them or none. */
import { constants } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Edit } from './content.ts';

/**
 * New texts are first written out beside the content, so that a full disk spoils nothing; a file that is
 * to be new is never put over another.
 * @throws Error, in Chinese; by then everything is as it was
 */
export async function applyEdits(dir: string, edits: readonly Edit[]): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  const staging = await mkdtemp(join(dir, '.new-')).catch((error: Error) => {
    throw new Error(`写不进 ${dir}：${error.message}`);
  });
  try {
    const staged = edits.map((_, index) => join(staging, String(index)));
    for (const [index, { after }] of edits.entries()) if (after !== null) await writeFile(staged[index]!, after);
    for (const [index, edit] of edits.entries()) await carryOut(dir, edit, staged[index]!, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw new Error(`没写成，内容和原来一样：${(error as Error).message}`);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function carryOut(dir: string, { path, before, after }: Edit, staged: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const file = join(dir, path);
  if (after === null) {
    await unlink(file);
    undo.push(() => writeFile(file, before!));
  } else if (before === null) {
    const made = await mkdir(dirname(file), { recursive: true });
    for (let folder = made; folder && file.startsWith(folder); folder = nextFolder(folder, file)) {
      const empty = folder;
      undo.push(() => rmdir(empty));
    }
    await copyFile(staged, file, constants.COPYFILE_EXCL);
    undo.push(() => unlink(file));
  } else {
    await rename(staged, file);
    undo.push(() => writeFile(file, before));
  }
}

/** `a` → `a/b` on the way to `a/b/c.mdx`; nothing when the next is the file itself. */
function nextFolder(folder: string, file: string): string | undefined {
  const next = file.slice(folder.length + 1).split(/[\\/]/);
  return next.length > 1 ? join(folder, next[0]!) : undefined;
}
