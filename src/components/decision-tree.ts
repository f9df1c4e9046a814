/**
 * `<decision-tree>`: shows the tree one question at a time. The tree is read from the elements the
 * page came with, so it is never sent twice; a visit is a replay of answers (lib/tree/walk.ts).
 *
 * State lives in the browser's history: each answer adds an entry, so back and reload work by
 * themselves. On the tree's own page the state is in the address too, to be shared.
 */
import { formatState, parseState } from '../lib/tree/state.ts';
import { walk, type Visit, type Walkable } from '../lib/tree/walk.ts';
import { confirmOn, copyText } from './clipboard.ts';
import { forget, recall, remember } from './kept.ts';

class DecisionTree extends HTMLElement {
  private readonly nodes = new Map<string, HTMLElement>();
  private tree!: Walkable;
  private answers: readonly string[] = [];
  private readonly ownTitle = document.title;

  connectedCallback(): void {
    if (this.classList.contains('ready')) return;
    this.tree = this.read();
    this.classList.add('ready');
    this.addEventListener('click', (event) => this.onClick(event));
    addEventListener('popstate', () => this.restore(true));
    this.restore(false);
    this.offerResume();
    if (typeof navigator.share === 'function') this.find('[data-tree-share]').hidden = false;
  }

  /** The graph, from the page's own sections. */
  private read(): Walkable {
    const questions: Record<string, { answers: { id: string; next: string }[] }> = {};
    const outcomes: Record<string, { then?: string | undefined }> = {};
    this.querySelectorAll<HTMLElement>('.node').forEach((node) => {
      const { question, outcome } = node.dataset;
      this.nodes.set(question ?? outcome ?? '', node);
      if (question) questions[question] = { answers: Array.from(node.querySelectorAll<HTMLElement>('[data-answer]'), (link) => ({ id: link.dataset['answer']!, next: this.nextOf(link) })) };
      const then = node.querySelector<HTMLElement>('[data-answer]');
      if (outcome) outcomes[outcome] = { then: then ? this.nextOf(then) : undefined };
    });
    const aliases: Record<string, string> = {};
    const pairs = (this.dataset['aliases'] ?? '').split(' ');
    for (let i = 0; i + 1 < pairs.length; i += 2) aliases[pairs[i]!] = pairs[i + 1]!;
    return { start: this.dataset['start']!, questions, outcomes, aliases };
  }

  /** An answer leads to `#<tree>-<node>`. */
  private nextOf(answer: HTMLElement): string {
    return answer.getAttribute('href')!.slice(this.dataset['tree']!.length + 2);
  }

  private find(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }

  private get own(): boolean {
    return this.dataset['own'] !== undefined;
  }

  /** State as the history entry or the address has it. */
  private restore(moveFocus: boolean): void {
    const saved = (history.state as Record<string, unknown> | null)?.[this.dataset['tree']!];
    const shared = parseState(location.search);
    const answers = this.own ? shared.answers : Array.isArray(saved) ? (saved as string[]) : [];
    this.show(answers, moveFocus, this.own && shared.version > 0 && shared.version < Number(this.dataset['version']));
  }

  private go(answers: readonly string[]): void {
    const { tree, version } = this.dataset;
    const address = this.own ? location.pathname + formatState({ version: Number(version), answers }) : location.href;
    history.pushState({ ...(history.state as object | null), [tree!]: answers }, '', address);
    this.show(answers, true);
    if (!this.own) return;
    if (answers.length > 0) remember(`visit:${tree}`, answers.join('.'));
    else forget(`visit:${tree}`);
  }

  /** A visit that was left on this device is offered, never forced. */
  private offerResume(): void {
    const saved = (recall(`visit:${this.dataset['tree']}`) ?? '').split('.').filter(Boolean);
    const offer = this.querySelector<HTMLElement>('[data-tree-resume]');
    if (!offer || this.answers.length > 0 || saved.length === 0) return;
    const { at, steps } = walk(this.tree, saved);
    if (steps.length === 0) return;
    offer.hidden = false;
    offer.querySelector('[data-resume-at]')!.textContent = this.textOf(at);
    offer.querySelector('[data-resume-yes]')!.addEventListener('click', () => this.go(saved));
    offer.querySelector('[data-resume-no]')!.addEventListener('click', () => {
      forget(`visit:${this.dataset['tree']}`);
      offer.hidden = true;
    });
  }

  /** @param older the answers come from a link to a former version: the reader is told, wherever they lead today */
  private show(answers: readonly string[], moveFocus: boolean, older = false): void {
    const visit = walk(this.tree, answers);
    this.answers = visit.steps.map(({ answer }) => answer);
    // At the top, so that keys and readers aloud meet the question first, then what was answered.
    this.nodes.forEach((node, id) => (id === visit.at ? this.find('[data-tree-notice]').insertAdjacentElement('afterend', node) : node.remove()));
    this.find('[data-tree-notice]').hidden = !visit.stale && !older;
    if (this.own) this.find('[data-tree-resume]').hidden = true;
    this.find('[data-tree-qr-box]').textContent = '';
    this.showTrail(visit);
    const node = this.nodes.get(visit.at)!;
    const place = `${this.dataset['tree']}.${visit.at}`;
    if (visit.outcome) void this.dress(node, place);
    const heading = node.querySelector<HTMLElement>('h2, h3')!;
    if (this.own) document.title = visit.steps.length > 0 ? `${heading.textContent} · ${this.ownTitle}` : this.ownTitle;
    if (!moveFocus) return;
    heading.focus({ preventScroll: true });
    const top = this.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) this.scrollIntoView();
  }

  /** What an outcome offers beyond its words; its script comes when the first one is reached. */
  private async dress(node: HTMLElement, place: string): Promise<void> {
    const visit = `${place}.${this.answers.join('.')}`;
    const link = node.querySelector<HTMLAnchorElement>('.go');
    // Its place is kept while it is on its way.
    if (link && !node.querySelector('.in-place') && link.pathname !== location.pathname) link.insertAdjacentHTML('beforebegin', '<div class="prose in-place"></div>');
    const script = await import('./tree-outcome.ts').catch(() => null);
    if (!script || !node.isConnected) return;
    script.startCountdown(node, visit);
    script.makeChecklist(node, place);
    // On paper the code is all that leads back here; on a phone the address is at hand.
    if (matchMedia('(pointer: fine)').matches) void this.showCode();
    await script.showSection(node);
  }

  private showTrail({ steps }: Visit): void {
    const trail = this.find('[data-tree-trail]');
    trail.textContent = '';
    trail.hidden = steps.length === 0;
    this.find('.tree-tools').hidden = steps.length === 0;
    steps.forEach(({ question, answer }, index) => {
      const item = document.createElement('li');
      const change = document.createElement('button');
      change.type = 'button';
      change.textContent = '改';
      change.dataset['change'] = String(index);
      change.setAttribute('aria-label', `改这个回答：${this.textOf(question)}`);
      const row = document.createElement('span');
      const words = document.createElement('span');
      words.append(`${this.textOf(question)} `, strong(this.answerText(question, answer)));
      row.append(words, change);
      item.append(row);
      trail.append(item);
    });
  }

  private textOf(node: string): string {
    return this.nodes.get(node)?.querySelector('h2, h3')?.textContent ?? '';
  }

  private answerText(question: string, answer: string): string {
    return this.nodes.get(question)?.querySelector(`[data-answer="${answer}"]`)?.textContent ?? '';
  }

  private onClick(event: MouseEvent): void {
    // A new tab or window was asked for: the link itself leads to the right section.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = (event.target as Element).closest<HTMLElement>('[data-answer], [data-change], [data-tree-back], [data-tree-restart], [data-tree-copy], [data-tree-share], [data-tree-qr]');
    if (!target) return;
    event.preventDefault();
    const { answer, change } = target.dataset;
    if (answer !== undefined) this.go([...this.answers, answer]);
    else if (change !== undefined) this.go(this.answers.slice(0, Number(change)));
    else if (target.dataset['treeBack'] !== undefined) this.go(this.answers.slice(0, -1));
    else if (target.dataset['treeRestart'] !== undefined) this.go([]);
    else if (target.dataset['treeShare'] !== undefined) void navigator.share({ title: this.dataset['title']!, text: this.record(false), url: this.link }).catch(() => undefined);
    else if (target.dataset['treeQr'] !== undefined) void this.showCode();
    else void copyText(this.record()).then((done) => confirmOn(target, done));
  }

  /** The state as an address to send, also of a tree inside a guide. */
  private get link(): string {
    const { url, version } = this.dataset;
    return new URL(url! + formatState({ version: Number(version), answers: this.answers }), location.href).href;
  }

  private async showCode(): Promise<void> {
    const link = this.link;
    const { qrCode } = await import('./qr-code.ts');
    const box = this.find('[data-tree-qr-box]');
    box.textContent = '';
    if (link === this.link) box.append(qrCode(link, '接着这一步'));
  }

  /** What was asked, answered and found, as plain text for a chat or a ticket. */
  private record(withLink = true): string {
    const { title } = this.dataset;
    const visit = walk(this.tree, this.answers);
    const guide = this.nodes.get(visit.at)!.querySelector<HTMLElement>('.go');
    return [
      `【${title}】`,
      ...visit.steps.map(({ question, answer }) => `${this.textOf(question)} ${this.answerText(question, answer)}`),
      `${visit.outcome ? '结果' : '停在'}：${this.textOf(visit.at)}`,
      ...(guide ? [`指南：${guide.dataset['words'] || guide.textContent}`] : []),
      ...(withLink ? [this.link] : []),
    ].join('\n');
  }
}

function strong(text: string): HTMLElement {
  const element = document.createElement('strong');
  element.textContent = text;
  return element;
}

customElements.define('decision-tree', DecisionTree);
