/** What a command needs to know, asked one by one or given as flags. */
import { OWNERS, OWNER_NAMES } from '../stale.ts';
import type { Content, Edit } from './content.ts';

export type Answers = Readonly<Record<string, string>>;

export interface Question {
  /** Also the flag: `sub-issue` is `--sub-issue`. */
  key: string;
  ask(content: Content): string;
  /** What an empty answer means; without it the question must be answered. */
  suggest?(content: Content, answers: Answers): string;
  /** Why an answer will not do, in Chinese, or nothing. Earlier answers are there already. */
  fault(answer: string, content: Content, answers: Answers): string | undefined;
}

/** A thing `npm run new` can write. */
export interface Scaffold {
  name: string;
  questions: readonly Question[];
  /** @param today `YYYY-MM-DD` @throws Error, in Chinese, when something would be overwritten */
  plan(content: Content, answers: Answers, today: string): Edit[];
}

/**
 * All answers, checked.
 * @param given the flags
 * @param ask how to ask a person; without it a missing answer is an error. What was suggested is asked only when `given` is empty.
 * @throws Error, in Chinese, naming the flag
 */
export async function collect(questions: readonly Question[], content: Content, given: Answers, ask?: (text: string) => Promise<string>): Promise<Answers> {
  const answers: Record<string, string> = {};
  const onlySome = Object.keys(given).length > 0;
  for (const { key, ask: wording, suggest, fault } of questions) {
    const suggestion = suggest?.(content, answers);
    const question = suggestion ? wording(content).replace(/：$/, `（回车就用 ${suggestion}）：`) : wording(content);
    const wrong = (answer: string) => {
      if (/[\r\n]/.test(answer)) return '写在一行里';
      return answer === '' ? (suggestion === '' ? undefined : '不能空着') : fault(answer, content, answers);
    };
    const ready = given[key]?.trim() ?? (ask && !onlySome ? undefined : suggestion);
    if (ready === undefined && !ask) throw new Error(`缺 --${key}：${question}`);
    if (ready !== undefined && wrong(ready)) throw new Error(`--${key} 不对：${wrong(ready)}`);
    answers[key] = ready ?? await insist(async (complaint) => (await ask!(complaint + question)).trim() || suggestion || '', wrong);
  }
  return answers;
}

/** Asks until the answer will do. */
async function insist(ask: (complaint: string) => Promise<string>, wrong: (answer: string) => string | undefined): Promise<string> {
  for (let complaint = ''; ;) {
    const answer = await ask(complaint);
    const fault = wrong(answer);
    if (fault === undefined) return answer;
    complaint = `✗ ${fault}\n`;
  }
}

export const title = (kind: string, taken: (content: Content) => string[], most = 30): Question => ({
  key: 'title',
  ask: () => `${kind}，最多 ${most} 个字：`,
  fault: (answer, content) => ([...answer].length > most ? `最多 ${most} 个字，现在 ${[...answer].length} 个` : taken(content).includes(answer) ? `「${answer}」已经有了，换一个说法` : undefined),
});

/** A guide that exists. */
export const guide = (ask: string, optional = false): Question => ({
  key: 'guide',
  ask: () => ask,
  ...(optional ? { suggest: () => '' } : {}),
  fault: (answer, { corpus }) => (answer === '' || corpus.guides.some(({ data }) => data.n === answer) ? undefined : `没有编号为「${answer}」的指南；编号写成 1.3.2 的样子，见 numbers.yaml`),
});

export const owner = (suggest: (content: Content, answers: Answers) => string): Question => ({
  key: 'owner',
  ask: () => `谁负责？${OWNERS.map((one) => `${one} ${OWNER_NAMES[one]}`).join('、')}：`,
  suggest,
  fault: (answer) => (OWNERS.some((one) => one === answer) ? undefined : `只能写 ${OWNERS.join('、')}`),
});

/** An English id that goes into addresses and is not taken. */
export const id = (ask: string, taken: (content: Content) => string[]): Question => ({
  key: 'id',
  ask: () => ask,
  fault: (answer, content) => (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(answer) ? '只用小写字母、数字和连字符，例如 sync-delay' : taken(content).includes(answer) ? `「${answer}」已经有了，不会覆盖它。换一个，或直接改原来的` : undefined),
});
