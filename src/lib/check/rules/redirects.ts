import { pageAddresses } from '../addresses.ts';
import type { Rule } from '../rule.ts';

/** A moved page leaves its old address behind; whoever follows it must arrive, and in one step. */
export const redirects: Rule = {
  name: 'redirects',
  reason: '搬家留下的旧地址要一步到得了新地址：不绕圈、不接力、不压住现有的页面',
  check(corpus) {
    const { redirects: entry } = corpus;
    const pages = pageAddresses(corpus);
    const moved = new Set(entry.data.map(({ from }) => from));
    const seen = new Set<string>();
    return entry.data.flatMap(({ from, to }, index) => {
      const at = (key: 'from' | 'to') => ({ path: entry.path, ...entry.locate([index, key]) });
      const again = seen.has(from);
      seen.add(from);
      return [
        ...(/^\/(?:(?!\.)[\w.-]+\/)+$/.test(from) ? [] : [{ ...at('from'), message: `旧地址「${from}」写得不对`, tip: '写成 /guides/分类/小类/名字/ 的样子，首尾都有斜杠' }]),
        ...(again ? [{ ...at('from'), message: `旧地址「${from}」写了两次`, tip: '留下一行' }] : []),
        ...(pages.has(from) ? [{ ...at('from'), message: `「${from}」现在还有页面，不能当旧地址`, tip: '去掉这一行' }] : []),
        ...(moved.has(to) ? [{ ...at('to'), message: `新地址「${to}」自己也搬走了`, tip: '直接写最后的地址' }]
          : pages.has(to) ? [] : [{ ...at('to'), message: `站内没有「${to}」`, tip: '写现有页面的完整地址，例如 /guides/compatibility/network/sync-delay/' }]),
      ];
    });
  },
};
