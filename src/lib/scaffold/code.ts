import { PLACEHOLDER } from '../check/rules/placeholders.ts';
import { didYouMean } from '../check/closest.ts';
import { CODE_PATTERN } from '../schema.ts';
import { create, demandReadable } from './content.ts';
import { guide, type Scaffold } from './question.ts';

const P = PLACEHOLDER;

export const codeScaffold: Scaffold = {
  name: '错误码',
  questions: [
    {
      key: 'code',
      ask: () => '错误码，照屏幕或接口文档抄，例如 ACQ.SYSTEM_ERROR：',
      fault: (answer, { corpus }) => {
        const taken = corpus.codes.find(({ id }) => id.toLowerCase() === answer.toLowerCase());
        return !CODE_PATTERN.test(answer) ? '错误码只有字母、数字、点、下划线、连字符' : taken && `已经有 ${taken.path}，不会覆盖它，直接改它就行`;
      },
    },
    guide('接着看哪一篇指南？写编号，例如 1.3.2：'),
    {
      key: 'source',
      ask: () => '出处的 id，见 sources.yaml；没有就先去那里登记：',
      fault: (answer, { corpus }) => (Object.hasOwn(corpus.sources.data, answer) ? undefined : `没有出处「${answer}」。${didYouMean(answer, Object.keys(corpus.sources.data), '出处见 sources.yaml')}`),
    },
  ],
  plan(content, answers) {
    demandReadable(content, 'sources.yaml');
    const fixers = content.corpus.guides.find(({ data }) => data.n === answers['guide'])?.data.fixers ?? ['cashier'];
    return [create(content, `codes/${answers['code']}.yaml`, `meaning: ${P}大白话，一句
cause: ${P}什么情况下会出现
action: ${P}谁，现在做什么
avoid: ${P}不要做什么
# 谁能解决，照指南 ${answers['guide']} 抄的：customer 顾客、cashier 收银员、manager 店长、acquirer 收单机构、provider 服务商
fixers: [${fixers.join(', ')}]
guide: "${answers['guide']}"
# 见过的屏幕原话；没见过就留空
messages: []
sayings:
  - ${P}人会怎么问
sources: [${answers['source']}]
`)];
  },
};
