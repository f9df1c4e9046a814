/** A tree as the page prints it: nodes in the order a reader meets them, guides resolved to links. */
import type { CatalogGuide } from '../catalog.ts';
import { OUTCOME_NAMES } from '../labels.ts';
import type { Outcome, Tree } from '../schema.ts';
import { fromContent, urls } from '../urls.ts';

export interface AnswerView { id: string; text: string; next: string; href: string }
export interface QuestionView { id: string; anchor: string; text: string; why?: string | undefined; where?: string | undefined; answers: AnswerView[] }
export interface OutcomeView {
  id: string;
  anchor: string;
  kind: Outcome['kind'];
  kindName: string;
  title: string;
  note?: string | undefined;
  confirm?: string | undefined;
  limit?: string | undefined;
  /** The limit to count down, where it is a time span; `undefined` for 「等到协议写的那一天」. */
  seconds?: number | undefined;
  channel?: string | undefined;
  collect: readonly string[];
  /** Where to read on. */
  link?: { href: string; text: string } | undefined;
  /** Where to go when it did not help. */
  then?: { id: string; href: string; text: string } | undefined;
}
export interface TreeView { questions: QuestionView[]; outcomes: OutcomeView[] }

/** An anchor of a node: several trees may stand on one page. */
export const anchorOf = (tree: Tree, node: string) => `${tree.id}-${node}`;

export function viewTree(tree: Tree, guides: ReadonlyMap<string, CatalogGuide>): TreeView {
  const order = readingOrder(tree);
  return {
    questions: order.flatMap((id): QuestionView[] => {
      const question = tree.questions[id];
      return question ? [{
        id, anchor: anchorOf(tree, id), text: question.text, why: question.why, where: question.where,
        answers: question.answers.map((answer) => ({ ...answer, href: `#${anchorOf(tree, answer.next)}` })),
      }] : [];
    }),
    outcomes: order.flatMap((id): OutcomeView[] => {
      const outcome = tree.outcomes[id];
      return outcome ? [viewOutcome(tree, id, outcome, guides)] : [];
    }),
  };
}

function viewOutcome(tree: Tree, id: string, outcome: Outcome, guides: ReadonlyMap<string, CatalogGuide>): OutcomeView {
  const [n, section] = outcome.guide?.split('#') ?? [];
  const guide = n ? guides.get(n) : undefined;
  const to = 'to' in outcome ? outcome.to : undefined;
  const then = 'then' in outcome ? outcome.then : undefined;
  return {
    id, anchor: anchorOf(tree, id), kind: outcome.kind, kindName: OUTCOME_NAMES[outcome.kind], title: outcome.title, note: outcome.note,
    confirm: 'confirm' in outcome ? outcome.confirm : undefined,
    limit: 'limit' in outcome ? outcome.limit : undefined,
    seconds: 'limit' in outcome ? secondsIn(outcome.limit) : undefined,
    channel: 'channel' in outcome ? outcome.channel : undefined,
    collect: 'collect' in outcome ? outcome.collect : [],
    link: guide ? { href: urls.guide(guide.id, section), text: `${guide.n} ${guide.title}` } : to ? { href: fromContent(to), text: '打开这一页' } : undefined,
    then: then ? { id: then, href: `#${anchorOf(tree, then)}`, text: outcome.kind === 'wait' ? '时间到了还没好' : '没解决' } : undefined,
  };
}

const SECONDS: Readonly<Record<string, number>> = { 秒: 1, 分钟: 60, 小时: 3600 };

/** 「3 分钟」 → 180. Longer spans and dates are nothing to watch a clock for. */
export function secondsIn(limit: string): number | undefined {
  const [, count, unit] = /^(\d+)\s*(秒|分钟|小时)$/.exec(limit.trim()) ?? [];
  return count && unit ? Number(count) * SECONDS[unit]! : undefined;
}

/** Breadth-first from the start: near questions first, as without script the page is read from the top. */
function readingOrder(tree: Tree): string[] {
  const order: string[] = [];
  const queue = [tree.start];
  const seen = new Set(queue);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    order.push(id);
    const outcome = tree.outcomes[id];
    const next = [...(tree.questions[id]?.answers.map((answer) => answer.next) ?? []), ...(outcome && 'then' in outcome && outcome.then ? [outcome.then] : [])];
    for (const to of next) {
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return order;
}
