/** What an agent needs to judge an item, and buttons for the same acts the keys have. */
import type { DeskItem } from '../lib/desk/filter.ts';
import { FIXER_NAMES } from '../lib/labels.ts';

/** @param items all of them: what a code or a guide refers to becomes a link */
export function preview(item: DeskItem, items: readonly DeskItem[], isPinned: boolean): HTMLElement[] {
  const { key, kind, title, url, summary, cause, symptoms = [], reply, fixers, codes = [] } = item;
  const others = codes.map((code) => items.filter((other) => other.key === code)[0]).filter((other): other is DeskItem => other !== undefined);
  const seen = [...symptoms, ...(cause ? [`原因：${cause}`] : [])];
  return [
    make('h2', '', kind === 'guide' ? `${key} ${title}` : title),
    make('p', 'answer', summary),
    ...(seen.length > 0 ? [make('ul', 'symptoms', ...seen.map((line) => make('li', '', line)))] : []),
    ...(reply ? [make('p', 'reply', reply)] : []),
    make('div', 'buttons', ...[
      action('title', '复制标题和链接'), action('link', '复制链接'), ...(reply ? [action('reply', '复制回复')] : []), action('pin', isPinned ? '取消置顶' : '置顶'),
      link(url, '打开'), ...(kind === 'guide' ? [link(`${url}#steps`, '处理步骤')] : []),
    ]),
    ...(fixers.length > 0 ? [make('p', '', `谁能解决：${fixers.map((fixer) => FIXER_NAMES[fixer]).join('、')}`)] : []),
    ...(others.length > 0 ? [make('div', 'buttons', kind === 'code' ? '接着看：' : '相关错误码：', ...others.map((other) => link(other.url, other.kind === 'guide' ? `${other.key} ${other.title}` : other.title)))] : []),
  ];
}

function make(name: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

function action(name: string, words: string): HTMLElement {
  const button = make('button', '', words) as HTMLButtonElement;
  button.type = 'button';
  button.dataset['action'] = name;
  return button;
}

function link(href: string, words: string): HTMLElement {
  const anchor = make('a', '', words) as HTMLAnchorElement;
  anchor.href = href;
  anchor.target = '_blank';
  anchor.rel = 'noopener';
  return anchor;
}
