import { PLACEHOLDER } from '../check/rules/placeholders.ts';
import { change, demandReadable, type Content } from './content.ts';
import { guide, id, type Answers, type Scaffold } from './question.ts';
import { appendEntry, written } from './yaml-edit.ts';

const P = PLACEHOLDER;

export const termScaffold: Scaffold = {
  name: '名词',
  questions: [
    {
      key: 'name',
      ask: () => '名词，照指南里的写法：',
      fault: (answer, content) => {
        const taken = bearerOf(content, answer);
        return taken && `「${answer}」已经在 terms.yaml 的 ${taken} 里，直接改那一条`;
      },
    },
    id('英文或拼音 id，例如 chadan：', ({ corpus }) => Object.keys(corpus.terms.data)),
    guide('想多知道一点的人去看哪一篇指南？写编号，没有就回车：', true),
  ],
  plan(content, answers) {
    demandReadable(content, 'terms.yaml');
    return [change(content, 'terms.yaml', (text) => appendEntry(text, entry(answers)))];
  },
};

/** A spelling belongs to one term. */
const bearerOf = ({ corpus }: Content, word: string) => Object.entries(corpus.terms.data).find(([, { name, spellings }]) => name === word || spellings.includes(word))?.[0];

const entry = (answers: Answers) => `${answers['id']}:
  name: ${written(answers['name']!)}
  means: ${P}一两句解释，收银员听得懂
  spellings: [${P}旧称、错别字、拼音、英文]
${answers['guide'] ? `  guide: "${answers['guide']}"\n` : ''}`;
