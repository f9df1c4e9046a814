/** A tree as a Mermaid block, which GitHub draws. Pure. */
import { OUTCOME_NAMES } from '../labels.ts';
import type { Tree } from '../schema.ts';
import { nodeIds, stepsFrom } from './paths.ts';
import { UNSOLVED } from './walk.ts';

const MARKS = { new: '【新】', changed: '【改】' };

/** @param marks nodes to mark, in words and by a thick border */
export function mermaid(tree: Tree, marks: ReadonlyMap<string, 'new' | 'changed'>): string {
  const ids = nodeIds(tree);
  // Ids of the tree may be words of the language (`end`).
  const name = (id: string) => `n${ids.indexOf(id)}`;
  const mark = (id: string) => (marks.has(id) ? MARKS[marks.get(id)!] : '');
  const lines = [
    ...Object.entries(tree.questions).map(([id, { text }]) => `${name(id)}("${mark(id)}${quoted(text)}")`),
    ...Object.entries(tree.outcomes).map(([id, { kind, title }]) => `${name(id)}["${mark(id)}${OUTCOME_NAMES[kind]}：${quoted(title)}"]`),
    ...ids.flatMap((id) => stepsFrom(tree, id).map(({ answer, to }) => {
      const text = tree.questions[id]?.answers.find((given) => given.id === answer)?.text;
      return answer === UNSOLVED ? `${name(id)} -. "没解决" .-> ${name(to)}` : `${name(id)} -- "${quoted(text ?? answer)}" --> ${name(to)}`;
    })),
    ...(marks.size > 0 ? ['classDef marked stroke-width:4px', `class ${[...marks.keys()].map(name).join(',')} marked`] : []),
  ];
  return `\`\`\`mermaid\nflowchart TD\n${lines.map((line) => `  ${line}`).join('\n')}\n\`\`\``;
}

/** Inside a quoted Mermaid label; a backtick would start Markdown, or end the block. */
const quoted = (text: string) => text.replace(/[#"<>&`\\]/g, (sign) => `#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');
