import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';
import { visibleTexts } from '../visible-text.ts';

interface Banned { pattern: RegExp; message: string; tip: string }

/** Red lines and preferred words; see section two of CONTRIBUTING.md. Sayings are not looked at: people ask as they ask. */
const BANNED: readonly Banned[] = [
  { pattern: /刷(?:的?是?)花呗|花呗[^。，；、：！？\n]{0,2}刷(?!新|脸)/, message: '花呗没有卡，不能「刷」', tip: '写「用花呗付款」或「扫码付款」' },
  { pattern: /\d+(?:\.\d+)?\s*[%％‰]|百分之[零一二三四五六七八九十百点\d]+|千分之[零一二三四五六七八九十点\d]+/, message: '不写具体费率', tip: '写「费率看收单协议或签约页」' },
  { pattern: /0571-?\s?88158090|95055|400-?000-?9518|95534|010-?\s?88665149|010-?\s?66001918/, message: '这个电话不对或不能用', tip: '只用 CONTRIBUTING 红线第 8 条里的电话' },
  { pattern: /可能会导致|进行操作|相关人员|第一时间|赋能/, message: '套话', tip: '说清楚谁、做什么、会怎样' },
  { pattern: /(?<![\w.@-])(?!(?:b\.alipay\.com|www\.12315\.cn|12315\.cn|pbc\.gov\.cn|www\.pbc\.gov\.cn|jubao\.pcac\.org\.cn)(?![\w.-]))(?:[a-z0-9-]+\.)+(?:com|cn|net|top|xyz|cc|vip|shop|site|org)(?![\w-])/i, message: '不写网址', tip: '只写机构的名字；出处的网址写在 sources.yaml' },
  { pattern: /(?<!不|别|不能|不要|不可以)(?:可以|试试|建议|不妨|就)(?:把)?[^。，；、不别]{0,8}(?:拆单|拆成[几两多]|分成[几两多]笔)/, message: '教人拆单', tip: '写「查限额、申请提额，或换付款方式」' },
  { pattern: /(?:官网|在线|免费)(?:办理|申请)\s*POS|POS\s*机?(?:办理|代理)(?:电话|微信|网址)/, message: '像广告', tip: '删掉；本站不推荐任何卖家' },
];
/** Digits that look like a telephone number must be one of these. */
const HOTLINES = new Set(['4007585858', '95188', '12363', '12315', '12378', '12345', '96110', '95516']);

export const wording: Rule = {
  name: 'wording',
  reason: '不碰红线，用词统一，不写套话',
  check: (corpus) => visibleTexts(corpus).flatMap(({ path, line, column, text }) => [
    ...BANNED.flatMap(({ pattern, message, tip }): Finding[] => {
      const hit = pattern.exec(text);
      return hit ? [{ path, line, column, message: `${message}：「${hit[0]}」`, tip }] : [];
    }),
    ...[...text.matchAll(/(?<![\d.A-Za-z-])(?:400\d{7}|9[56]\d{3}|12\d{3}|1[3-9]\d{9})(?![\d.])/g)].filter(([number]) => !HOTLINES.has(number)).map(([number]) => ({
      path, line, column, message: `不认识的电话「${number}」`, tip: '只用 CONTRIBUTING 红线第 8 条里的电话；收单机构的写「合同上的电话」',
    })),
  ]),
};
