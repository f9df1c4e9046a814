/** `npm run tree -- diff <ref> | report | ids`: decision trees compared, measured, and their ids kept. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { contentDir, readCorpus } from '../src/lib/content-fs.ts';
import { parseCorpus, type Corpus, type SourceFile } from '../src/lib/corpus.ts';
import type { Tree } from '../src/lib/schema.ts';
import { reportDiff } from '../src/lib/tree/diff-report.ts';
import { formatLedger, updateLedger } from '../src/lib/tree/ledger.ts';
import { reportTrees } from '../src/lib/tree/report.ts';

const USAGE = '用法：npm run tree -- diff <旧版本，例如 origin/main> | report | ids';

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });

/** The trees as they were at a commit. */
function treesAt(ref: string): Tree[] {
  let commit: string;
  try {
    commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`).trim();
  } catch {
    throw new Error(`git 里没有「${ref}」这个版本，写一个分支名、标签或提交号`);
  }
  const folder = relative(process.cwd(), join(contentDir(), 'trees'));
  if (folder.startsWith('..')) throw new Error('旧的排查树从 git 里读，内容文件夹要在这个仓库里');
  const paths = git('ls-tree', '-z', '--name-only', commit, '--', `${folder}/`).split('\0').filter((path) => path.endsWith('.yaml'));
  const files: SourceFile[] = paths.map((path) => ({ path: `trees/${path.slice(folder.length + 1)}`, text: git('show', `${commit}:./${path}`) }));
  return readable(parseCorpus(files), `「${ref}」里的`);
}

/** @throws Error that names the first tree that cannot be read */
function readable({ trees, faults }: Corpus, whose: string): Tree[] {
  const fault = faults.find(({ path }) => path.startsWith('trees/'));
  if (fault) throw new Error(`${whose} ${fault.path}:${fault.line} 读不懂：${fault.message}`);
  return trees.map(({ data }) => data);
}

async function main([command, ref, ...rest]: string[]): Promise<number> {
  if (!['diff', 'report', 'ids'].includes(command ?? '')) throw new Error(command === undefined ? '要做什么？' : `没有「${command}」这个命令`);
  if (rest.length > 0 || (command === 'diff') !== (ref !== undefined)) throw new Error('参数不对');
  const before = ref === undefined ? [] : treesAt(ref);
  const corpus = await readCorpus();
  const trees = readable(corpus, '现在的');
  if (command === 'diff') {
    const { markdown, silent } = reportDiff(before, trees);
    process.stdout.write(markdown);
    return silent ? 1 : 0;
  }
  if (command === 'report') {
    process.stdout.write(reportTrees(trees, corpus.guides.map(({ data }) => data)));
    return 0;
  }
  const fault = corpus.faults.find(({ path }) => path === corpus.treeIds.path);
  if (fault) throw new Error(`${fault.path}:${fault.line} 读不懂：${fault.message}`);
  const file = join(contentDir(), corpus.treeIds.path);
  await writeFile(file, formatLedger(updateLedger(corpus.treeIds.data, trees)));
  console.info(`写好了 ${relative(process.cwd(), file)}`);
  return 0;
}

main(process.argv.slice(2)).then((code) => (process.exitCode = code), (error: Error) => {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
