/** The content folder as the editors' commands see it, and what they mean to do to it. */
import { parseCorpus, type Corpus, type SourceFile } from '../corpus.ts';

export interface Content { corpus: Corpus; texts: ReadonlyMap<string, string> }

/** One file's change: made when there was nothing `before`, removed when there is nothing `after`. */
export interface Edit { path: string; before: string | null; after: string | null }

export const contentOf = (files: readonly SourceFile[]): Content => ({
  corpus: parseCorpus(files), texts: new Map(files.map(({ path, text }) => [path, text])),
});

/** A new file. @throws Error when there is one of that name, in whatever case: some disks know no difference. */
export function create({ texts }: Content, path: string, after: string): Edit {
  const taken = [...texts.keys()].find((known) => known.toLowerCase() === path.toLowerCase());
  if (taken !== undefined) throw new Error(`已经有 ${taken}，不会覆盖它。换一个名字，或直接改那个文件`);
  return { path, before: null, after };
}

/** A file's new text; a file that is not there yet is made. */
export const change = ({ texts }: Content, path: string, edit: (text: string) => string): Edit => {
  const before = texts.get(path) ?? null;
  return { path, before, after: edit(before ?? '') };
};

/**
 * A register that cannot be read would look empty, and a number be given twice.
 * @throws Error naming what to mend first
 */
export function demandReadable({ corpus }: Content, ...paths: string[]): void {
  const fault = corpus.faults.find(({ path }) => paths.includes(path));
  if (fault) throw new Error(`先改好 ${fault.path} 第 ${fault.line} 行：${fault.message}（${fault.tip}）`);
}
