/**
 * What stands in the pages themselves: on a bad network, asking for it first would cost half a second before anything
 * is seen. The content security policy lets it in by its hash.
 */
import { createHash } from 'node:crypto';
import script from './components/early.js?raw';
import { pagePolicy } from './lib/hosting/policy.ts';
import style from './styles/site.css?inline';
import treeStyle from './styles/tree.css?inline';

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** To ask for a height has what came so far laid out; that takes a phone so long that it shows it before it reads on. */
const showNow = 'document.body.offsetHeight';

/** `style` and `script` are in every page, `treeStyle` in those with a decision tree, `showNow` behind a guide's answer. */
export const INLINE = { style, treeStyle, script, showNow };
export const PAGE_POLICY = pagePolicy({ styles: [style, treeStyle].map(hashOf), scripts: [script, showNow].map(hashOf) });
