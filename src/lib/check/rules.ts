/** The rules, in the order `--list` prints them. One file each in rules/. */
import type { Rule } from './rule.ts';
import { characters } from './rules/characters.ts';
import { codes } from './rules/codes.ts';
import { copywriting } from './rules/copywriting.ts';
import { freshness } from './rules/freshness.ts';
import { headings } from './rules/headings.ts';
import { images } from './rules/images.ts';
import { links } from './rules/links.ts';
import { numbers } from './rules/numbers.ts';
import { permanence } from './rules/permanence.ts';
import { placement } from './rules/placement.ts';
import { reach } from './rules/reach.ts';
import { placeholders } from './rules/placeholders.ts';
import { redirects } from './rules/redirects.ts';
import { references } from './rules/references.ts';
import { repetition } from './rules/repetition.ts';
import { safeMdx } from './rules/safe-mdx.ts';
import { schema } from './rules/schema.ts';
import { sections } from './rules/sections.ts';
import { trees } from './rules/trees.ts';
import { wording } from './rules/wording.ts';

export const rules: readonly Rule[] = [schema, numbers, permanence, placement, references, safeMdx, characters, sections, headings, links, images, redirects, trees, reach, placeholders, codes, wording, copywriting, repetition, freshness];
