import type { Image } from 'mdast';
import type { Corpus } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import { nodesOf } from '../../mdx/nodes.ts';
import type { ImageFile } from '../image-type.ts';
import type { Rule } from '../rule.ts';

/** In bytes: on a shop's phone network a page must still come up at once. */
const LARGEST = 200 * 1024;
const SHORTEST_ALT = 4;
const ENDINGS: Record<string, string> = { png: 'png', jpg: 'jpg', jpeg: 'jpg', webp: 'webp', svg: 'svg' };

/** Images stand in content/images/ and are named by guides relative to themselves: `../../../images/x.png`. */
export const images: Rule = {
  name: 'images',
  reason: '图片放在 content/images/，真是图片，不超过 200 KB，配说明文字',
  check: (corpus) => [...corpus.images.flatMap((file) => fileFault(file)), ...usesIn(corpus)],
};

function fileFault({ path, size, type }: ImageFile): Finding[] {
  const fault = (message: string, tip: string): Finding[] => [{ path, line: 1, column: 1, message, tip }];
  const [, name = '', ending = ''] = /^images\/([^/]+)\.([^./]+)$/.exec(path) ?? [];
  if (type === 'link') return fault('不能用符号链接（快捷方式）', '放文件本身');
  if (/\.(?:mdx?|yaml)$/i.test(path)) return fault('文件名的结尾要用小写', `改名成 ${path.replace(/\.\w+$/, (end) => end.toLowerCase())}`);
  if (!Object.hasOwn(ENDINGS, ending)) return fault('不认识的文件，或者放错了地方', '图片放 images/ 里，不再分文件夹，结尾是 .png、.jpg、.webp 或 .svg；别的文件不放进 content/');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return fault(`图片名「${name}」不能做地址`, '只用小写字母、数字和连字符');
  if (type === null) return fault('这不是图片', '重新导出成 PNG、JPG、WebP 或 SVG');
  if (type === 'unsafe-svg') return fault('SVG 里有脚本、样式或外面的地址', '只留形状和文字，或者导出成 PNG');
  if (type !== ENDINGS[ending]) return fault(`名字说是 ${ending}，其实是 ${type}`, `把文件名改成 ${name}.${type}`);
  return size > LARGEST ? fault(`图片太大：${Math.ceil(size / 1024)} KB`, `最多 ${LARGEST / 1024} KB：缩小尺寸，或存成 WebP`) : [];
}

function usesIn(corpus: Corpus): Finding[] {
  const known = new Set(corpus.images.map(({ path }) => path));
  return [...corpus.guides, ...corpus.pages].flatMap(({ path, body }) => {
    const found: Finding[] = [];
    nodesOf(body).forEach((node) => {
      const at = { path, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
      if (node.type === 'imageReference') found.push({ ...at, message: '图片的地址要写在原处', tip: '写成 ![说明文字](地址)' });
      if (node.type === 'image') found.push(...useFaults(node, path, known).map((fault) => ({ ...at, ...fault })));
    });
    return found;
  });
}

function useFaults({ url, alt }: Image, path: string, known: ReadonlySet<string>): { message: string; tip: string }[] {
  const up = '../'.repeat(path.split('/').length - 1);
  const name = url.startsWith(`${up}images/`) ? url.slice(up.length) : undefined;
  const length = [...(alt ?? '').trim()].length;
  return [
    ...(name === undefined ? [{ message: `图片只能用 content/images/ 里的，不能是「${url.slice(0, 60)}」`, tip: `写成 ![说明文字](${up}images/文件名.png)` }]
      : known.has(name) ? [] : [{ message: `没有图片「${name}」`, tip: [...known].length > 0 ? `现有的：${[...known].slice(0, 5).join('、')}` : '把图片放进 content/images/' }]),
    ...(length >= SHORTEST_ALT ? [] : [{ message: length === 0 ? '图片没有说明文字' : `图片的说明文字太短：「${alt}」`, tip: `方括号里写看图的人看到了什么，至少 ${SHORTEST_ALT} 个字` }]),
  ];
}
