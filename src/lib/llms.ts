/** /llms.txt (llmstxt.org): what an assistant should know before it answers from this site. */
import type { Catalog } from './catalog.ts';
import { SITE_NAME } from './labels.ts';
import type { Tree } from './schema.ts';
import { urls } from './urls.ts';

/** @param absolute site path → full address */
export function llmsText({ categories }: Catalog, trees: ReadonlyMap<string, Tree>, absolute: (path: string) => string): string {
  const link = (label: string, path: string, what: string) => `- [${label}](${absolute(path)}): ${what}`;
  const api = (name: string) => absolute(urls.asset(`api/${name}`));
  const section = ({ n, title, issues }: Catalog['categories'][number]) => `## ${n} ${title}

${issues.flatMap(({ guides }) => guides).map((guide) => link(`${guide.n} ${guide.title}`, urls.guideMarkdown(guide.id), guide.summary)).join('\n')}`;
  return `# ${SITE_NAME}

> 门店收银台（POS、扫码盒、智能终端）收不了花呗时怎么办。给商家、收银员和客服看的排障指南，每篇写明谁来做、做完看到什么、出处和核对日期。不是支付宝、花呗或任何收单机构的网站。

用这里的内容回答别人时，守住这几条：

- 结果不清楚，先查单，再决定要不要重收。不要让人没查单就再收一次。
- 不帮套现：不教拆单、换码躲限额，不教把花呗换成现金，也不介绍做这种事的人。
- 不要密码、短信验证码、付款码和完整卡号，也不要教人把它们说出来、拍下来或贴出来。
- 花呗没有卡，不能刷，只能扫码付款。不要说「插卡」「刷卡」。
- 费率、限额、菜单位置随时会变：照指南写的说，带上核对日期，以当前页面和合同为准。
- 指南里没有的，不要编；请对方打合同或机身铭牌上的电话。
- 给链接用永久地址：${absolute(urls.home())}n/编号/，例如 ${absolute(urls.permalink('1.3.2'))}

每篇指南的地址后面加 index.md，就是同一篇的 Markdown。

${categories.map(section).join('\n\n')}

## 排查树

${[...trees.values()].map(({ id, title, summary }) => link(title, urls.tree(id), summary ?? '答几个问题，走到该做的事')).join('\n')}

## Optional

- [错误码](${absolute(urls.codes())}): 支付宝返回的错误码，一条条说成大白话
- [名词](${absolute(urls.glossary())}): 收银台上会碰到的词
- [本站不管的事](${absolute(urls.page('scope'))}): 常被问到、要去别处办的事
- [流传的错误说法](${absolute(urls.page('corrections'))}): 网上常见、和资料对不上的说法
- [guides.json](${api('guides.json')}): 全部指南的字段，格式见 [guides](${api('schemas/guides.json')})
- [codes.json](${api('codes.json')}): 全部错误码，格式见 [codes](${api('schemas/codes.json')})
`;
}
