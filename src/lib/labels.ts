/** Words the site shows for the content's keys. */
import type { Fixer, Outcome, Source } from './schema.ts';

export const SITE_NAME = '花呗收款排障手册';

/** Pages whose words are not in the content folder, by the first part of their address. */
export const PAGES = {
  guides: { title: '全部指南', summary: '五类原因、十五个小类，全部指南按编号排。' },
  trees: { title: '排查树', summary: '答几个问题，走到该做的那一件事。' },
  codes: { title: '错误码', summary: '支付宝返回的错误码，一条条说成大白话：什么意思、谁来办、现在做什么。' },
  glossary: { title: '名词', summary: '收银台上会碰到的词，一两句说明白。' },
  search: { title: '搜索', summary: '说现象、贴提示、写错误码或编号都行。' },
  scope: { title: '本站不管的事', summary: '这些事本站答不了，这里写清楚该去哪里办。' },
} as const;

export const FIXER_NAMES: Record<Fixer, string> = {
  customer: '顾客', cashier: '收银员', manager: '店长', acquirer: '收单机构', provider: '服务商',
};

export const OUTCOME_NAMES: Record<Outcome['kind'], string> = {
  fix: '这样处理', wait: '先等一等', escalate: '找人处理', redirect: '去这里看',
};

export const SOURCE_LEVELS: Record<Source['level'], string> = {
  official: '官方', secondary: '转述', lead: '线索',
};

export const NOTE_LABELS = { stop: '停一停', tip: '小窍门', check: '要核对' } as const;

/** The same at the end of every guide on limits, risk control and opening Huabei. */
export const RED_LINE = '不拆单、不换码躲限额；不做没有真实买卖的收款，不帮任何人把花呗换成现金。这些做法会被限制收款，情节严重的要负刑事责任。';

/** What every call for help needs; shown once on each guide and copied with a tree's record. */
export const REPORT_ITEMS = ['店名、门店地址', '商户号、终端号（机身铭牌或小票上）', '哪天几点开始的', '屏幕上的原话和错误码', '一笔失败的订单号、时间、金额', '只有花呗不行，还是都不行', '所有顾客都这样，还是个别顾客'] as const;
