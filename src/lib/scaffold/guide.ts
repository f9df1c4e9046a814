import { PLACEHOLDER } from '../check/rules/placeholders.ts';
import type { Category, SubIssue } from '../schema.ts';
import { create, demandReadable, type Content } from './content.ts';
import { addressFault, nextNumber, numberFault, register } from './numbers.ts';
import { owner, title, type Answers, type Scaffold } from './question.ts';
import { written } from './yaml-edit.ts';

const P = PLACEHOLDER;

export const guideScaffold: Scaffold = {
  name: '指南',
  questions: [
    {
      key: 'sub-issue',
      ask: (content) => `放在哪个小类？写编号：\n${subIssues(content).map(({ issue }) => `  ${issue.n} ${issue.title}`).join('\n')}\n`,
      fault: (answer, content) => (subIssues(content).some(({ issue }) => issue.n === answer) ? undefined : `没有小类「${answer}」，有的是 ${subIssues(content).map(({ issue }) => issue.n).join('、')}`),
    },
    title('标题：商家嘴里的毛病，不是原因的名字', ({ corpus }) => corpus.guides.map(({ data }) => data.title)),
    {
      key: 'slug',
      ask: () => '英文短名，会写进网址，例如 sync-delay：',
      fault: (answer, content, answers) => addressFault(content, folder(content, answers), answer),
    },
    { key: 'n', ask: () => '编号，给了就永远不变：', suggest: (content, answers) => nextNumber(content, answers['sub-issue']!), fault: (answer, content, answers) => numberFault(content, answer, answers['sub-issue']!) },
    owner(usualOwner),
  ],
  plan(content, answers, today) {
    demandReadable(content, 'numbers.yaml', 'categories.yaml', 'redirects.yaml');
    const at = `${folder(content, answers)}/${answers['slug']}`;
    return [create(content, `guides/${at}.mdx`, skeleton(answers, today)), register(content, answers['n']!, at)];
  },
};

const subIssues = ({ corpus }: Content): { category: Category; issue: SubIssue }[] => corpus.categories.data.flatMap((category) => category.issues.map((issue) => ({ category, issue })));

const home = (content: Content, answers: Answers) => subIssues(content).find(({ issue }) => issue.n === answers['sub-issue'])!;

function folder(content: Content, answers: Answers): string {
  const { category, issue } = home(content, answers);
  return `${category.slug}/${issue.slug}`;
}

/** Whoever has most of the category's guides. */
function usualOwner(content: Content, answers: Answers): string {
  const { category } = home(content, answers);
  const owners = content.corpus.guides.filter(({ id }) => id.startsWith(`${category.slug}/`)).map(({ data }) => data.owner);
  const counted = [...Map.groupBy(owners, (one) => one)].sort((a, b) => b[1].length - a[1].length);
  return counted[0]?.[0] ?? 'till';
}

/** Hints are short sentences on purpose: no sentence of two fresh skeletons counts as pasted (rules/repetition.ts). */
const skeleton = (answers: Answers, today: string) => `---
n: ${answers['n']}
title: ${written(answers['title']!)}
cause: ${P}原因的名字，几个字，例如「数据同步延迟」
summary: ${P}一句话的答案
symptoms:
  - ${P}看得见的现象
  - ${P}屏幕上的字，用「」括起来
# 人会怎么问：8 条以上，每条都不一样；只用来搜索，不显示
sayings:
  - ${P}最短的问法，两三个字
  - ${P}半句话
  - ${P}带错字的
  - ${P}收银员怎么问
  - ${P}店长怎么问
  - ${P}顾客怎么问
  - ${P}着急的时候怎么问
  - ${P}照着屏幕念的
# ${P}核对下面两行，再删掉这一行。谁能解决：customer 顾客、cashier 收银员、manager 店长、acquirer 收单机构、provider 服务商；minutes 照着做要几分钟
fixers: [cashier]
minutes: 5
# 客服可以直接发给商家，最多 120 个字
reply: ${P}给商家的一段话
# 相关错误码，例如 ["10003", ACQ.SYSTEM_ERROR]；没有就留空
codes: []
# 出处的 id，见 sources.yaml；写了出处，就删掉 noSources 那一行
sources: []
noSources: ${P}做法建议，没有需要出处的说法
# 2—4 篇相关指南的编号，例如 ["1.3.1"]；那几篇的 related 里也要写上 "${answers['n']}"
related: []
# 有排查树指到这一篇，就删掉 noTree 那一行
noTree: ${P}为什么没有排查树指到它
owner: ${answers['owner']}
reviewed: ${today}
reviewEvery: 180d
---

## 处理步骤

1. **收银员** ${P}第一个动作。要马上就管用。不先讲道理。一步只做一件事。说清点哪里、按什么。

   看到：${P}屏幕上的字。用「」括起来。没见过原话，写「类似……」。写清大概等多久。

2. **收银员** ${P}第二个动作。结果没查清，先查单。不叫人反复扫码。每句不超过三十五字。「你」指读者。

   看到：${P}好了的样子。没好，也写下一步去哪。

3. **店长** ${P}换人来做的事。要打电话，写清找谁。电话写「合同上的电话」。菜单不逐级写。

   看到：${P}对方的答复。有日期，有编号。

## 怎么确认好了

- ${P}看得见的事实。例如查到这一笔成功。顾客账单也只有一笔。
- ${P}第二个事实。截图和语音不算。可以再收一笔小额。

## 为什么会这样

${P}原因是什么。两三句话说清。不吓人，也不凑字。有出处，才写成事实。没出处，写去哪里核对。费率、限额、天数都不写。

${P}什么店容易遇到。和哪种毛病容易混。一眼怎么分清。该看别的指南，就写链接。整句不要抄别的指南。换成这一篇自己的话。

## 还不行

- **找谁**：${P}先找哪一家。间连、直签分开写。机器的事找服务商。钱和额度找收单机构。
- **要备齐**：${P}这一篇特有的。通用资料页面会附上。
- **顾客着急**：${P}怎么跟他说。能不能换个方式付。不碰顾客的手机。
`;
