import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { COMPONENTS, componentsOf, insteadOf, type ComponentUse } from '../../mdx/components.ts';
import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';

const CODE_NODES: Record<string, string> = {
  mdxjsEsm: 'import、export',
  mdxFlowExpression: '花括号里的代码',
  mdxTextExpression: '花括号里的代码',
  html: 'HTML 标签',
  footnoteReference: '脚注',
  footnoteDefinition: '脚注',
};
const COMPONENT_LIST = Object.keys(COMPONENTS).map((name) => `<${name}>`).join('、');

/** Which https sites, and why not http, is for the rule `links` to say. */
const SCHEMES = new Set(['https', 'http']);
const CODE_SCHEMES = new Set(['javascript', 'data', 'vbscript', 'blob']);

/** As a browser reads it: it drops tabs and line ends anywhere, and control characters and spaces before. */
const schemeOf = (url: string): string | undefined => /^([a-z][a-z\d+.-]*):/i.exec(url.replace(/[\0-\x20\x7f-\xa0\u2028\u2029\ufeff]/g, ''))?.[1]?.toLowerCase();

/** A guide is text. Decided on the syntax tree, before anything of the guide could run. */
export const safeMdx: Rule = {
  name: 'safe-mdx',
  reason: '正文里不能有代码：不 import、不写表达式，只用列出的组件和写死的属性',
  alone: true,
  check: ({ guides, pages }) => [...guides, ...pages].flatMap(({ path, body }) => [
    ...codeIn(path, body),
    ...componentsOf(body).flatMap((use) => componentFaults(path, use)),
  ]),
};

function codeIn(path: string, body: Root): Finding[] {
  const found: Finding[] = [];
  visit(body, (node) => {
    const what = CODE_NODES[node.type];
    const at = { path, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
    if (what) found.push({ ...at, message: `正文里不能用${what}`, tip: `写成普通文字；要特别的样子，用 ${COMPONENT_LIST}` });
    const scheme = 'url' in node ? schemeOf(node.url) : undefined;
    if (scheme !== undefined && !SCHEMES.has(scheme)) {
      found.push({ ...at, message: CODE_SCHEMES.has(scheme) ? '链接里不能放代码' : `不能用「${scheme}:」开头的链接`, tip: '链接写站内地址（/n/1.3.2/）或 https 网址' });
    }
  });
  return found;
}

function componentFaults(path: string, { name, node, line, column }: ComponentUse): Finding[] {
  const allowed = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
  const at = { path, line, column };
  if (!allowed) return [{ ...at, message: `不能用标签 <${name}>`, tip: insteadOf(name) }];
  const given = new Set<string>();
  const faults = node.attributes.flatMap((attribute): Finding[] => {
    if (attribute.type === 'mdxJsxExpressionAttribute' || (attribute.value !== null && typeof attribute.value === 'object')) {
      return [{ ...at, message: `<${name}> 的属性要写死，不能用花括号`, tip: `写成 ${attribute.type === 'mdxJsxAttribute' ? attribute.name : 'id'}="…"` }];
    }
    if (given.has(attribute.name)) return [{ ...at, message: `<${name}> 的「${attribute.name}」写了两次`, tip: '留下一个' }];
    given.add(attribute.name);
    const spec = Object.hasOwn(allowed, attribute.name) ? allowed[attribute.name] : undefined;
    const names = Object.keys(allowed).join('、') || '没有';
    if (!spec) return [{ ...at, message: `<${name}> 没有「${attribute.name}」这个属性`, tip: `可用的属性：${names}` }];
    if (!attribute.value) return [{ ...at, message: `<${name}> 的「${attribute.name}」是空的`, tip: `写成 ${attribute.name}="…"` }];
    if (spec.pattern && !spec.pattern.test(attribute.value)) return [{ ...at, message: `<${name}> 的 ${attribute.name} 不能是「${attribute.value}」`, tip: '只用小写字母、数字和连字符，例如 call-script' }];
    if (spec.values && !spec.values.includes(attribute.value)) return [{ ...at, message: `<${name}> 的 ${attribute.name} 不能是「${attribute.value}」`, tip: `只能是 ${spec.values.join('、')}` }];
    return [];
  });
  const missing = Object.entries(allowed).filter(([key, { required }]) => required && !given.has(key));
  return [...faults, ...(faults.length > 0 ? [] : missing.map(([key]) => ({ ...at, message: `<${name}> 缺「${key}」`, tip: `写成 <${name} ${key}="…">` })))];
}
