/** The four sections of a guide's body, and the words that open a step. */
import type { Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** In order. The ids are the permanent anchors: `/n/1.3.2/#steps`. */
export const SECTIONS = [
  { id: 'steps', title: '处理步骤' },
  { id: 'confirm', title: '怎么确认好了' },
  { id: 'why', title: '为什么会这样' },
  { id: 'escalate', title: '还不行' },
] as const;

/** Who does a step: the bold words it opens with. */
export const ROLES: ReadonlySet<string> = new Set(['顾客', '收银员', '店长', '收单机构', '服务商']);

/** What a step's second paragraph opens with: what is then seen. */
export const SEEN = '看到：';

/** An explicit anchor at the end of a heading: `### 选机清单 [#checklist]`. */
export const ANCHOR = /\s*\[#([a-z0-9-]+)\]\s*$/;

export interface Section { id: string; title: string; content: RootContent[] }

/** A body cut at its second-level headings; what stands before the first is left out. */
export function splitSections(body: Root): Section[] {
  const sections: Section[] = [];
  for (const node of body.children) {
    if (node.type === 'heading' && node.depth === 2) {
      sections.push({ ...headingOf(toString(node)), content: [] });
    } else {
      sections.at(-1)?.content.push(node);
    }
  }
  return sections;
}

/** A heading's text without its anchor, and the anchor (empty when it has none). */
export function headingOf(text: string): { id: string; title: string } {
  const title = text.replace(ANCHOR, '');
  const known = SECTIONS.find((section) => section.title === title);
  return { id: known?.id ?? ANCHOR.exec(text)?.[1] ?? '', title };
}
