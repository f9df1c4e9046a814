import { PLACEHOLDER } from '../check/rules/placeholders.ts';
import { create } from './content.ts';
import { guide, id, owner, title, type Answers, type Scaffold } from './question.ts';
import { written } from './yaml-edit.ts';

const P = PLACEHOLDER;

export const treeScaffold: Scaffold = {
  name: '排查树',
  questions: [
    id('英文 id，会写进网址，永远不变，例如 huabei-fails：', ({ corpus }) => corpus.trees.map(({ id: known }) => known)),
    title('题目：顾客或收银员遇到的事', ({ corpus }) => corpus.trees.map(({ data }) => data.title)),
    guide('第一个结果让人去看哪一篇指南？写编号，例如 1.3.2：'),
    owner(({ corpus }, answers) => corpus.guides.find(({ data }) => data.n === answers['guide'])?.data.owner ?? 'till'),
  ],
  plan: (content, answers, today) => [create(content, `trees/${answers['id']}.yaml`, skeleton(answers, today))],
};

const skeleton = (answers: Answers, today: string) => `id: ${answers['id']}
title: ${written(answers['title']!)}
summary: ${P}什么时候用这棵树，一句话
version: 1
# 写好、检查通过以后，改成 published 才会出现在网站上
status: draft
owner: ${answers['owner']}
reviewed: ${today}
reviewEvery: 180d
sayings:
  - ${P}人会怎么问
start: first
# 问题、答案、结果的 id 都会写进网址：先换成看得懂的英文短名，例如 scanned、scanned-not。定好了再登记（npm run tree -- ids），登记过就不能改
questions:
  first:
    text: ${P}第一个问题，看一眼就答得上
    why: ${P}为什么问这个
    answers:
      - {id: first-yes, text: ${P}第一个答案, next: fix}
      - {id: first-no, text: ${P}第二个答案, next: wait}
      - {id: first-unsure, text: ${P}说不清的人点这个, next: call}
# 结果有四种：fix 照着做、wait 等一等、escalate 找人、redirect 去别处看
outcomes:
  fix: {kind: fix, title: ${P}做什么，一句话, guide: "${answers['guide']}#steps", confirm: ${P}怎么确认好了, then: call}
  wait: {kind: wait, title: ${P}等什么, guide: "${answers['guide']}", limit: ${P}等多久，例如 3 分钟, then: call}
  call: {kind: escalate, title: ${P}找谁, channel: ${P}电话在哪里看，例如合同上, collect: [${P}要备齐的一样]}
# 每个答案、每个「没解决」（unsolved）以后的路，都要有一个例子走到；检查会照着走一遍
tests:
  - {name: ${P}这条路的名字, answers: [first-yes], outcome: fix}
  - {name: ${P}做了还没好, answers: [first-yes, unsolved], outcome: call}
  - {name: ${P}第二条路, answers: [first-no], outcome: wait}
  - {name: ${P}等了还没好, answers: [first-no, unsolved], outcome: call}
  - {name: ${P}第三条路, answers: [first-unsure], outcome: call}
aliases: {}
`;
