import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';
import { placeOf, visibleTexts } from '../visible-text.ts';

interface Banned { pattern: RegExp; message: string; tip: string }

/** Red lines and preferred words; see section two of CONTRIBUTING.md. Sayings are not looked at: people ask as they ask. */
const BANNED: readonly Banned[] = [
  { pattern: /刷(?:的?是?)花呗|花呗[^。，；、：！？\n]{0,2}刷(?!新|脸)/, message: '花呗没有卡，不能「刷」', tip: '写「用花呗付款」或「扫码付款」' },
  { pattern: /\d+(?:\.\d+)?\s*[%％‰]|百分之[零一二三四五六七八九十百点\d]+|千分之[零一二三四五六七八九十点\d]+/, message: '不写具体费率', tip: '写「费率看收单协议或签约页」' },
  { pattern: /0571-?\s?88158090|95055|400-?000-?9518|95534|010-?\s?88665149|010-?\s?66001918/, message: '这个电话不对或不能用', tip: '换成 CONTRIBUTING 红线第 8 条里的电话，例如商家服务热线 4007585858' },
  { pattern: /[\d零一二三四五六七八九](?:\.\d+|点[零一二三四五六七八九]+)?\s*个点(?!击)/, message: '不写具体费率', tip: '写「费率看收单协议或签约页」' },
  { pattern: /(?:限额|额度|上限|单笔|单日|每[笔天日])[^。，；\n]{0,8}?\d[\d,.]*\s*[万千]?\s*[元块]/, message: '不写具体限额', tip: '写「限额看签约页或商家后台，以当前页面为准」' },
  { pattern: /[TD]\s*\+\s*\d\s*到账|(?:\d+|[一二两三]) *(?:个工作日|天|日)内?到账/, message: '不写到账天数', tip: '写「到账时间看收单协议或商家后台」' },
  { pattern: /可能会导致|进行操作|相关人员|第一时间|赋能|确保/, message: '套话', tip: '说清楚谁、做什么、会怎样' },
  { pattern: /(?<![\w.@-])(?!(?:b\.alipay\.com|www\.12315\.cn|12315\.cn|pbc\.gov\.cn|www\.pbc\.gov\.cn|jubao\.pcac\.org\.cn)(?![\w.-]))(?:[a-z0-9-]+\.)+(?:com|cn|net|top|xyz|cc|vip|shop|site|org)(?![\w-])/i, message: '不写网址', tip: '只写机构的名字；出处的网址写在 sources.yaml' },
  { pattern: /(?<!不|别|不能|不要|不可以)(?:可以|试试|建议|不妨|就)(?:把)?[^。，；、不别]{0,8}(?:拆单|拆成[几两多]|分成[几两多]笔)/, message: '教人拆单', tip: '写「查限额、申请提额，或换付款方式」' },
  { pattern: /(?<![不别是算叫防])(?:可以|能|教|代|帮(?!人|任何))[^。，；不别防被是]{0,8}(?:套现|(?:花呗|额度)[^。，；不别]{0,6}(?:提现|变现|[变换]成现金))|(?:套现|变现|[变换]成现金)的?(?:办法|方法|技巧|教程|渠道)|套现[^。；不别]{0,6}(?:找我|联系|微信|秒到|手续费)/, message: '教人套现', tip: '删掉；要提醒读者，写「不帮任何人把花呗换成现金」，或用 <RedLine />' },
  { pattern: /(?<!不|别|不要|为了)换(?:一?个)?码[^。；]{0,6}(?:不限|没限|躲|绕)/, message: '教人换码躲限额', tip: '写「查限额、申请提额，或换付款方式」' },
  { pattern: /(?<![不别])[让请叫问](?:顾客|客人|对方)[^。，；不别]{0,8}(?:验证码|密码)[^。，；]{0,4}(?:告诉|报|发|念|给)/, message: '问顾客要密码、验证码', tip: '删掉；密码和验证码只由顾客自己在手机上输' },
  { pattern: /(?:请|先|帮)[^。，；不别]{0,6}(?:拍|转发|截)[^。，；不别]{0,6}付款码|拍下顾客的付款码/, message: '拍、转发付款码', tip: '写「请顾客出示付款码，当面扫」' },
  { pattern: /(?<![不别要])(?:多扫|再扫|反复扫)[几两]?[次遍下](?:就|试|再)/, message: '没查清就叫人重扫', tip: '先写「查单」，再写要不要重收' },
  { pattern: /(?:微信号?|QQ号?|vx)\s*[:：]?\s*(?=[\w-]*\d)[\w-]{6,}/i, message: '不写个人联系方式', tip: '写「合同上的电话」或机构的名字' },
  { pattern: /商户管理员|收钱码/, message: '用词不统一', tip: '「商户管理员」写「店长」，「收钱码」写「收款码」' },
  { pattern: /(?:官网|在线|免费)(?:办理|申请)\s*POS|POS\s*机?(?:办理|代理)(?:电话|微信|网址)/, message: '像广告', tip: '删掉；本站不推荐任何卖家' },
];
const PHONE = /(?<![\d.A-Za-z-])(?:400[- ]?\d{3,4}[- ]?\d{3,4}|9[56]\d{3}(?:-\d)?|12\d{3}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?![\d.])/g;
/** Digits that look like a telephone number must be one of these. */
const HOTLINES = new Set(['4007585858', '95188', '12363', '12315', '12378', '12345', '96110', '95516']);

export const wording: Rule = {
  name: 'wording',
  reason: '不碰红线，用词统一，不写套话',
  alone: true,
  check: (corpus) => visibleTexts(corpus).flatMap((visible) => [
    ...BANNED.flatMap(({ pattern, message, tip }): Finding[] => {
      const hit = pattern.exec(visible.text);
      return hit ? [{ path: visible.path, ...placeOf(visible, hit[0]), message: `${message}：「${hit[0]}」`, tip }] : [];
    }),
    ...[...visible.text.matchAll(PHONE)].filter(([number]) => !HOTLINES.has(number.replace(/[- ]/g, ''))).map(([number]) => ({
      path: visible.path, ...placeOf(visible, number), message: `不认识的电话「${number}」`, tip: `只用 ${[...HOTLINES].join('、')}；收单机构的写「合同上的电话」`,
    })),
  ]),
};
