/** `npm run new`: asks, then writes a guide, tree, code or term for an editor to fill in. */
import { relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { contentDir, readSources } from '../src/lib/content-fs.ts';
import { dayOf } from '../src/lib/dates.ts';
import { contentOf } from '../src/lib/scaffold/content.ts';
import { collect } from '../src/lib/scaffold/question.ts';
import { refusal } from '../src/lib/scaffold/refusal.ts';
import { scaffolds } from '../src/lib/scaffold/scaffolds.ts';
import { applyEdits } from '../src/lib/scaffold/write-fs.ts';

const KINDS = Object.entries(scaffolds).map(([kind, { name }]) => `${kind} ${name}`).join('、');
const USAGE = `用法：npm run new -- guide|tree|code|term [--content 文件夹]。只写这些，会一样一样问；也可以直接给：
${Object.entries(scaffolds).map(([kind, { questions }]) => `  npm run new -- ${kind} ${questions.map(({ key, suggest }) => (suggest ? `[--${key} …]` : `--${key} …`)).join(' ')}`).join('\n')}`;

/** Answers are read as lines, so that they may also come through a pipe; its end is the end. */
function person() {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (text: string): Promise<string> => {
    const [, above = '', last = ''] = /^([\s\S]*\n)?(.*)$/.exec(text) ?? [];
    process.stdout.write(above);
    // The line editor redraws its prompt; without a terminal there is none, and its input may have ended already.
    if (process.stdin.isTTY) {
      lines.setPrompt(last);
      lines.prompt();
    } else process.stdout.write(last);
    const { value, done } = await answers.next();
    if (done) throw new Error('\n没有答完，什么都没写');
    return value;
  };
  return { ask, leave: () => lines.close() };
}

async function main(): Promise<void> {
  const [kindGiven = '', ...rest] = process.argv[2]?.startsWith('-') ? ['', ...process.argv.slice(2)] : process.argv.slice(2);
  const keys = Object.values(scaffolds).filter((one) => kindGiven === '' || one === scaffolds[kindGiven]).flatMap(({ questions }) => questions.map(({ key }) => key));
  const { values: { content: folder, ...flags } } = parseArgs({ args: rest, options: { content: { type: 'string' }, ...Object.fromEntries(keys.map((key) => [key, { type: 'string' as const }])) } });
  const given = flags as Record<string, string>;
  const dir = contentDir(folder);
  const { ask, leave } = person();
  try {
    const kind = kindGiven || await ask(`要加什么？${KINDS}：`);
    const scaffold = Object.hasOwn(scaffolds, kind.trim()) ? scaffolds[kind.trim()] : undefined;
    if (!scaffold) throw new Error(`不会写「${kind}」，只会写 ${KINDS}\n${USAGE}`);
    const answers = await collect(scaffold.questions, contentOf(await readSources(dir)), given, process.stdin.isTTY || Object.keys(given).length === 0 ? ask : undefined);
    // Read again: while somebody was thinking, the folder may have changed.
    const edits = scaffold.plan(contentOf(await readSources(dir)), answers, dayOf(new Date()));
    await applyEdits(dir, edits);
    const root = relative(process.cwd(), dir) || '.';
    console.info(`写好了：\n${edits.map(({ path, before }) => `  ${root}/${path}${before === null ? '' : '（加了一条）'}`).join('\n')}\n接下来：把「待填：」都换成真的内容，再运行 npm run check，它会说还差哪些。`);
  } finally {
    leave();
  }
}

main().catch((error: Error) => {
  console.error(refusal(error, USAGE));
  process.exitCode = 2;
});
