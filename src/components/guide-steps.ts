/** A guide's steps: as text to paste, and as a checklist that stays on this device. */
import { forget, recall, remember } from './kept.ts';

/** Numbered, who does it first, what is then seen on a line of its own. */
export function stepsAsText(steps: Element): string {
  return Array.from(steps.children, (step, at) => {
    const who = step.querySelector('strong');
    const lines = linesOf(step).map((line, first) => (first === 0 && who && line.startsWith(who.textContent!) ? line.replace(/^(\S+)\s*/, '$1：') : line));
    return `${at + 1}. ${lines.join('\n   ')}`;
  }).join('\n');
}

/** One line a block; a list inside a step has a dash before each item. */
function linesOf(element: Element): string[] {
  const lines: string[] = [];
  let loose = '';
  const text = (node: Node) => (node.textContent ?? '').replace(/\s+/g, ' ');
  const flush = () => { if (loose.trim()) lines.push(loose.trim()); loose = ''; };
  element.childNodes.forEach((node) => {
    const { nodeName } = node;
    if (nodeName === 'BUTTON') return;
    if (!/^(P|UL|OL|ASIDE|DIV)$/.test(nodeName)) return void (loose += text(node));
    flush();
    if (nodeName === 'P') lines.push(linesOf(node as Element).join(''));
    else if (nodeName === 'DIV' || nodeName === 'ASIDE') lines.push(...linesOf(node as Element));
    else Array.from((node as Element).children, (item) => lines.push(`- ${linesOf(item).join(' ')}`));
  });
  flush();
  return lines;
}

/** Lays a button over each step's number; what is ticked is kept under the key until all is cleared. */
export function tickSteps(steps: HTMLElement, key: string): void {
  const items = Array.from(steps.children);
  let done = (recall(key) ?? '').split(' ').filter((at) => items[Number(at)] && at !== '');
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.textContent = '全部清除';
  clear.dataset['clearSteps'] = '';
  const buttons = items.map((item, at) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tick';
    button.setAttribute('aria-label', `第 ${at + 1} 步做完了`);
    button.addEventListener('click', () => {
      const own = String(at);
      done = done.indexOf(own) < 0 ? [...done, own] : done.filter((other) => other !== own);
      show();
    });
    item.insertBefore(button, item.firstChild);
    return button;
  });
  const show = () => {
    buttons.forEach((button, at) => button.setAttribute('aria-pressed', String(done.indexOf(String(at)) >= 0)));
    clear.hidden = done.length === 0;
    if (done.length > 0) remember(key, done.join(' '));
    else forget(key);
  };
  clear.addEventListener('click', () => {
    done = [];
    show();
    buttons[0]?.focus();
  });
  steps.insertAdjacentElement('afterend', clear);
  show();
}
