/**
 * A whole tree as one SVG file, drawn at build time: boxes from top to bottom, answers on the arrows.
 * It is shown as an image, so it brings its own colours for light, dark and paper. Pure, deterministic.
 */
import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel, type Point } from '@dagrejs/dagre';
import { OUTCOME_NAMES } from '../labels.ts';
import type { Tree } from '../schema.ts';
import { inOrder } from './graph.ts';
import { stepsFrom } from './paths.ts';
import { UNSOLVED } from './walk.ts';
import { widthOf, wrap } from './wrap.ts';

/** Pixels. */
const [SIZE, LINE, SMALL, SMALL_LINE, PAD] = [15, 20, 13, 17, 12];
/** Han characters a line. */
const MOST = 11;

const STYLE = `svg{--bg:#fff;--ink:#1b1d1c;--line:#5c6561;--own:#0c5a55;font:${SIZE}px sans-serif}
@media screen and (prefers-color-scheme:dark){svg{--bg:#1b2120;--ink:#eceeea;--line:#a3aca8;--own:#7fd6cb}}
.bg,rect{fill:var(--bg)}rect{stroke:var(--ink);stroke-width:1.5}.bg{stroke:none}
text{text-anchor:middle;fill:var(--ink)}.k{font-size:${SMALL}px;font-weight:700;fill:var(--own)}
.fix rect{stroke-width:3;stroke:var(--own)}.wait rect{stroke-dasharray:7 4}.escalate rect{stroke-width:4}.redirect rect{stroke-dasharray:2 3}
path{fill:none;stroke:var(--line);stroke-width:1.3}.then{stroke-dasharray:3 4}marker path{fill:var(--line);stroke:none}
.a text{font-size:${SMALL}px;stroke:var(--bg);stroke-width:6;paint-order:stroke}`;

interface Box extends NodeLabel { kind: string; name: string; lines: string[] }
interface Arrow extends EdgeLabel { lines: string[]; then: boolean }

/** `width` and `height` in pixels. */
export interface Picture { svg: string; width: number; height: number }

/** Laying out is slow, and a tree's page asks for what its picture is made of, too. */
const drawn = new WeakMap<Tree, Picture>();

/** @throws Error in Chinese when the tree has a circle or leads nowhere. */
export const drawTree = (tree: Tree): Picture => drawn.get(tree) ?? drawn.set(tree, draw(tree)).get(tree)!;

function draw(tree: Tree): Picture {
  const graph = new Graph<GraphLabel, Box, Arrow>();
  graph.setGraph({ nodesep: 24, edgesep: 12, ranksep: 34, marginx: 16, marginy: 16 });
  const nodes = inOrder(tree);
  for (const node of nodes) graph.setNode(node, boxOf(tree, node));
  for (const node of nodes) for (const { answer, to } of stepsFrom(tree, node)) addArrow(graph, tree, node, answer, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const arrows = graph.edges().map(({ v, w: to }) => ({ ...graph.edge(v, to), d: curve(graph.node(v), graph.edge(v, to).points ?? [], graph.node(to)) }));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" lang="zh-CN" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<title id="t">${escaped(tree.title)}</title>
<desc id="d">${escaped(`一张从上往下的图，从「${tree.questions[tree.start]!.text}」开始，${countsOf(tree)}。虚线是没解决时去的地方。`)}</desc>
<style>${STYLE}</style>
<defs><marker id="m" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto"><path d="M0 0L9 4L0 8"/></marker></defs>
<rect class="bg" width="${w}" height="${h}"/>
<g marker-end="url(#m)">${arrows.map(({ d, then }) => `<path${then ? ' class="then"' : ''} d="${d}"/>`).join('')}</g>
${nodes.map((node) => drawBox(graph.node(node))).join('\n')}
<g class="a">${arrows.map(({ x, y, lines }) => (lines.length > 0 ? text(lines, x!, y!, SMALL_LINE) : '')).join('\n')}</g>
</svg>
`;
  return { svg, width: w, height: h };
}

/** 「7 个问题、12 个结果」: the picture in words. */
export const countsOf = ({ questions, outcomes }: Tree): string => `${Object.keys(questions).length} 个问题、${Object.keys(outcomes).length} 个结果`;

function boxOf(tree: Tree, node: string): Box {
  const outcome = tree.outcomes[node];
  const lines = wrap(outcome?.title ?? tree.questions[node]!.text, MOST);
  const name = outcome ? OUTCOME_NAMES[outcome.kind] : '';
  return {
    kind: outcome?.kind ?? 'q', name, lines,
    width: Math.max(...lines.map(widthOf), 5) * SIZE + 2 * PAD,
    height: lines.length * LINE + (name ? SMALL_LINE : 0) + 2 * PAD,
  };
}

/** Answers of one question that lead to the same node share an arrow. */
function addArrow(graph: Graph<unknown, Box, Arrow>, tree: Tree, from: string, answer: string, to: string): void {
  const same = graph.edge(from, to) as Arrow | undefined;
  const then = answer === UNSOLVED;
  const given = tree.questions[from]?.answers.find(({ id }) => id === answer)?.text ?? '';
  const lines = [...(same?.lines ?? []), ...(then ? [] : wrap(same ? `／${given}` : given, MOST))];
  graph.setEdge(from, to, { lines, then, width: Math.max(...lines.map(widthOf), 0) * SMALL + 4, height: lines.length * SMALL_LINE, labelpos: 'c' });
}

function drawBox({ kind, name, lines, x = 0, y = 0, width, height }: Box): string {
  const top = Math.round(y - height / 2);
  const label = name ? `<text class="k" x="${Math.round(x)}" y="${top + PAD + 11}">${name}</text>` : '';
  return `<g class="${kind}"><rect x="${Math.round(x - width / 2)}" y="${top}" width="${Math.round(width)}" height="${Math.round(height)}" rx="${kind === 'q' ? 12 : 2}"/>${label}${text(lines, x, y + (name ? SMALL_LINE / 2 : 0), LINE)}</g>`;
}

/** Lines centred on a point. */
function text(lines: readonly string[], x: number, y: number, line: number): string {
  const first = Math.round(y - ((lines.length - 1) * line) / 2 + 5);
  const at = Math.round(x);
  return `<text x="${at}" y="${first}">${lines.map((words, index) => (index === 0 ? escaped(words) : `<tspan x="${at}" dy="${line}">${escaped(words)}</tspan>`)).join('')}</text>`;
}

/** Out at the bottom of one box, upright past the boxes between, in at the top of the other. */
function curve(from: Box, points: readonly Point[], to: Box): string {
  const inside = (box: Box, x: number) => Math.min(Math.max(x, box.x! - box.width / 2 + PAD), box.x! + box.width / 2 - PAD);
  const way = [
    { x: inside(from, points[0]!.x), y: from.y! + from.height / 2 },
    ...points.slice(1, -1),
    { x: inside(to, points.at(-1)!.x), y: to.y! - to.height / 2 },
  ].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  return way.map(({ x, y }, index) => {
    const before = way[index - 1];
    if (!before) return `M${x} ${y}`;
    if (before.x === x) return `V${y}`;
    const middle = Math.round((before.y + y) / 2);
    return `C${before.x} ${middle} ${x} ${middle} ${x} ${y}`;
  }).join('');
}

const escaped = (words: string) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
