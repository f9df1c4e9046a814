/**
 * The shape of everything in content/. Each key says in Chinese what an editor writes there;
 * types are inferred, so this file is the one source for both.
 * Browser code must never import this file at run time: zod stays out of the bundle.
 */
import * as z from 'zod';

z.config(z.locales.zhCN());

/** `1`, `1.3` or `1.3.2`: category, sub-issue, guide. */
export const NUMBER_PATTERN = /^[1-9]\d*(\.[1-9]\d*){0,2}$/;
const GUIDE_NUMBER_PATTERN = /^[1-9]\d*(\.[1-9]\d*){2}$/;
const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Ids inside a tree go into addresses, joined by dots: no dot, no space, no Chinese. */
const NODE_ID_PATTERN = /^[a-z0-9][a-z0-9_-]*$/;
export const CODE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const text = (what: string) => z.string().trim().min(1).describe(what);
const guideNumber = z
  .string({ error: '编号要写成文字，例如 "1.3.2"（两段的编号记得加引号）' })
  .regex(GUIDE_NUMBER_PATTERN, '指南编号是三段数字，例如 1.3.2');
const anyNumber = z.string().regex(NUMBER_PATTERN, '编号是一到三段数字，例如 1、1.3、1.3.2');
const id = z.string().regex(ID_PATTERN, '只能用小写字母、数字和连字符，例如 sync-delay');
const nodeId = z.string().regex(NODE_ID_PATTERN, '只能用小写字母、数字、连字符和下划线');
const code = z.string().regex(CODE_PATTERN, '错误码只有字母、数字、点、下划线，例如 ACQ.SYSTEM_ERROR');

/** YAML readers differ: some turn 2026-11-22 into a Date. Both forms end as `YYYY-MM-DD`. */
const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date('日期写成 2026-11-22 的样子'),
);
const interval = z.string('间隔写成天数加 d，例如 180d').regex(/^[1-9]\d{0,3}d$/, '间隔写成天数加 d，例如 180d').refine((days) => Number.parseInt(days, 10) <= 366, '间隔最长一年，写 365d');

/** Who can mend it. Order is the order in which the site lists them. */
export const FIXERS = ['customer', 'cashier', 'manager', 'acquirer', 'provider'] as const;
const fixers = z.array(z.enum(FIXERS)).min(1).describe('谁能解决：customer 顾客、cashier 收银员、manager 店长、acquirer 收单机构、provider 服务商');

const OWNERS = ['till', 'merchant', 'security', 'support'] as const;
const owned = {
  owner: z.enum(OWNERS).describe('谁负责：till 收银台、merchant 商户与开通、security 安全合规、support 支持培训'),
  reviewed: day.describe('最近一次核对的日期'),
  reviewEvery: interval.describe('多久核对一次，例如 180d'),
};

const sayings = (least: number) => z.array(text('一种问法')).min(least, `问法至少 ${least} 条`).describe('人会怎么问；只用来搜索，不显示');

export const guideSchema = z.strictObject({
  n: guideNumber.describe('永久编号，和所在文件夹一致'),
  title: text('标题：商家嘴里的毛病').max(30, '标题最多 30 个字'),
  cause: text('原因的名字，几个字，例如「数据同步延迟」'),
  summary: text('一句话的答案').max(80, '一句话说完，最多 80 个字'),
  symptoms: z.array(text('看得见的现象')).min(1).max(6).describe('看得见的现象：2—4 条，会显示'),
  sayings: sayings(8),
  fixers,
  minutes: z.int('分钟写成整数').positive().max(120).describe('照着做要几分钟'),
  reply: text('客服可以直接发给商家的话').max(120, '最多 120 个字，现在太长'),
  codes: z.array(code).default([]).describe('相关错误码'),
  sources: z.array(id).default([]).describe('出处：sources.yaml 里的 id'),
  noSources: text('没有出处时写明为什么').optional(),
  related: z.array(guideNumber).default([]).describe('相关指南：编号，互相写'),
  noTree: text('没有排查树指到这一篇时，写一句为什么').optional(),
  ...owned,
});

const subIssueSchema = z.strictObject({
  slug: id.describe('地址里的名字'),
  n: anyNumber.describe('编号，例如 "1.3"'),
  title: text('名称'),
  summary: text('一句话：什么样的毛病归这里'),
  intro: text('导语：什么情况归这里，什么不归这里'),
  tryFirst: text('最快能试的一件事'),
});

export const categorySchema = z.strictObject({
  slug: id.describe('地址里的名字'),
  n: anyNumber.describe('编号，例如 "1"'),
  title: text('名称'),
  short: text('按钮上的短名').max(6),
  color: z.enum(['teal', 'amber', 'indigo', 'rose', 'green']).describe('分类的颜色'),
  summary: text('一句话：什么样的毛病归这里'),
  intro: text('导语'),
  issues: z.array(subIssueSchema).min(1).describe('小类，按顺序'),
});
export const categoriesSchema = z.array(categorySchema).min(1);

const answerSchema = z.strictObject({
  id: nodeId.describe('写进地址的短名，改了就要写 aliases'),
  text: text('按钮上的字'),
  next: nodeId.describe('下一个问题或结果的 id'),
});
const questionSchema = z.strictObject({
  text: text('问什么'),
  why: text('为什么问这个').optional(),
  where: text('在哪里能看到').optional(),
  answers: z.array(answerSchema).min(2, '至少两个答案').describe('每个答案一行：{id, text, next}'),
});

const outcomeBase = { title: text('结果，一句话'), note: text('补充一两句').optional() };
const guideTarget = z.string().regex(/^[1-9]\d*(\.[1-9]\d*){2}(#[a-z0-9-]+)?$/, '写指南编号，可以带小节，例如 "1.3.2#steps"');
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fix'), ...outcomeBase, guide: guideTarget, confirm: text('怎么确认好了'), then: nodeId.optional().describe('没解决就去哪个结果') }),
  z.strictObject({ kind: z.literal('wait'), ...outcomeBase, guide: guideTarget, limit: text('等多久，例如 3 分钟'), then: nodeId.describe('到时还没好就去哪个结果') }),
  z.strictObject({ kind: z.literal('escalate'), ...outcomeBase, guide: guideTarget.optional(), channel: text('找谁、号码在哪里看'), collect: z.array(text('要备齐的一样')).min(1).describe('要备齐什么') }),
  z.strictObject({ kind: z.literal('redirect'), ...outcomeBase, guide: guideTarget.optional(), to: text('去哪里').optional() }),
], { error: 'kind 只能是 fix、wait、escalate、redirect' });

export const treeSchema = z.strictObject({
  id: id.describe('永久 id，和文件名相同'),
  title: text('树的题目'),
  summary: text('一句话：什么时候用这棵树').optional(),
  version: z.int('版本写成整数').positive().describe('删掉或改指一个 id 时加一'),
  status: z.enum(['draft', 'published', 'retired']).describe('draft 草稿、published 发布、retired 停用'),
  successor: id.optional().describe('停用以后去哪棵树'),
  retiredWhy: text('没有接替的树时，写为什么停用').optional(),
  ...owned,
  sayings: sayings(1),
  start: nodeId.describe('第一个问题的 id'),
  questions: z.record(nodeId, questionSchema),
  outcomes: z.record(nodeId, outcomeSchema),
  tests: z.array(z.strictObject({
    name: text('这条路的名字'),
    answers: z.array(nodeId).min(1),
    outcome: nodeId.describe('走到的结果的 id'),
  })).default([]).describe('从头到尾的例子，检查会照着走一遍'),
  aliases: z.record(nodeId, nodeId).default({}).describe('用过的 id 和它现在的 id'),
});

const ledgerSteps = z.record(nodeId, z.record(nodeId, nodeId));
/** Every id a tree ever gave, and where its answers led; see tree/ledger.ts. */
export const ledgerSchema = z.record(id, z.strictObject({
  version: z.int('版本写成整数').positive(),
  start: nodeId,
  questions: ledgerSteps.describe('问题 → 答案 → 去哪里'),
  outcomes: ledgerSteps.describe('结果 → unsolved → 去哪里'),
  gone: z.array(z.string()).default([]).describe('停用的 id：「问题」「结果」或「问题.答案」'),
}));

export const codeSchema = z.strictObject({
  meaning: text('大白话，一句'),
  cause: text('什么情况下出现'),
  action: text('现在做什么'),
  avoid: text('不要做什么'),
  fixers,
  guide: guideNumber.describe('接着看哪一篇'),
  messages: z.array(text('见过的屏幕原话')).default([]),
  sayings: sayings(1),
  sources: z.array(id).min(1, '错误码要有出处').describe('出处：sources.yaml 里的 id'),
  top: z.boolean().default(false).describe('常用：收银台上最常用的写 true'),
});

export const termSchema = z.strictObject({
  name: text('名词'),
  means: text('一两句解释'),
  spellings: z.array(text('别的写法')).default([]).describe('旧称、错别字、拼音、繁体、英文；只用来搜索'),
  guide: guideNumber.optional().describe('接着看哪一篇'),
  link: z.boolean().default(true).describe('自动加链接：日常词写 false，正文里不加链接'),
});
export const termsSchema = z.record(id, termSchema);

export const sourceSchema = z.strictObject({
  title: text('标题'),
  publisher: text('发布方'),
  url: z.url({ protocol: /^https$/, error: '网址要以 https:// 开头' }).optional().describe('公开的网页；没有 https 的页面不写 url，只写标题和发布方'),
  date: text('文件日期').optional(),
  level: z.enum(['official', 'secondary', 'lead']).describe('official 官方、secondary 转述、lead 线索'),
  checked: day.describe('最近核对日期'),
});
export const sourcesSchema = z.record(id, sourceSchema);

export const numberSchema = z.strictObject({
  n: anyNumber.describe('一到三段数字，加引号，例如 "1.3.2"'),
  path: text('在 guides/ 下的路径'),
  retired: text('停用的原因').optional(),
});
export const numbersSchema = z.array(numberSchema);

/** Everyday words that mean the same, a group a line; see search/concepts.ts. */
export const synonymsSchema = z.array(z.array(text('一种说法').min(2, '单个字不写')).min(2, '一组至少两个词').describe('意思相近的词，例如 [顾客, 客人]'));

/** What the site does not answer; such a search ends with these words. */
export const scopeSchema = z.array(z.strictObject({
  id: id.describe('在 /scope/ 页上的锚点'),
  title: text('顾客或商家想问的事'),
  answer: text('去哪里办，一两句'),
  sayings: sayings(6),
}));

export const redirectSchema = z.strictObject({ from: text('旧地址'), to: text('新地址') });
export const redirectsSchema = z.array(redirectSchema);

/** Problems that are known and stay: each says why. */
export const exceptionsSchema = z.array(z.strictObject({
  rule: text('规则的名字，见 npm run check -- --list'),
  path: text('文件，从 content/ 往下写，例如 guides/compatibility/network/sync-delay.mdx'),
  message: text('问题的原话；不写就是这个文件里这条规则的所有问题').optional(),
  why: text('为什么可以这样'),
})).default([]);

/** A page of prose (about, corrections, …): `content/pages/<slug>.md`. */
export const pageSchema = z.strictObject({ title: text('页面标题'), summary: text('一句话说明') });

export type Guide = z.output<typeof guideSchema>;
export type Category = z.output<typeof categorySchema>;
export type SubIssue = z.output<typeof subIssueSchema>;
export type Tree = z.output<typeof treeSchema>;
export type Ledger = z.output<typeof ledgerSchema>;
export type Answer = z.output<typeof answerSchema>;
export type Outcome = z.output<typeof outcomeSchema>;
export type Code = z.output<typeof codeSchema>;
export type Term = z.output<typeof termSchema>;
export type Source = z.output<typeof sourceSchema>;
export type NumberEntry = z.output<typeof numberSchema>;
export type ScopeEntry = z.output<typeof scopeSchema>[number];
export type Redirect = z.output<typeof redirectSchema>;
export type Exception = z.output<typeof exceptionsSchema>[number];
export type Page = z.output<typeof pageSchema>;
export type Fixer = (typeof FIXERS)[number];
