import type { Rule } from '../rule.ts';

/** What `npm run new` writes where an editor has to. */
export const PLACEHOLDER = '待填：';
/** To the end of the line, or of the item in `[…]` or `{…}`. */
const UNFILLED = /待填\s*[：:][^,\]}]*|(?<![A-Za-z])(?:TODO|FIXME)(?![A-Za-z]).{0,20}|待补充?[：:）)].{0,20}/g;

/** A skeleton is a promise to fill it in; readers must never see one. Comments count: a hint may stand in one. */
export const placeholders: Rule = {
  name: 'placeholders',
  reason: '写着「待填：」的地方都要填好，或者删掉',
  alone: true,
  check: ({ guides, pages, trees, codes, terms, sources, categories, scope }) =>
    [...guides, ...pages, ...trees, ...codes, terms, sources, categories, scope].flatMap(({ path, text }) => text.split('\n').flatMap((line, index) =>
      [...line.matchAll(UNFILLED)].map((hit) => ({
        path, line: index + 1, column: hit.index + 1, message: `还没填：「${hit[0].trim()}」`, tip: '换成真的内容；用不着的，整行删掉',
      })))),
};
