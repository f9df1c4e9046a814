/**
 * A share card as satori draws it. Chat apps show it small, some cut it to the square in its middle: what
 * must be read (number and title) is in that square, in large type. Pure.
 */
import { SITE_NAME } from '../labels.ts';
import type { Card } from './card.ts';
import { fit, type Fitted } from './fit.ts';
import { hangs } from './lines.ts';
import { HEIGHT, WIDTH } from './size.ts';

/** An element as satori takes it: React's form, without React. */
export interface Node { type: string; props: Record<string, unknown> }
type Style = Record<string, string | number>;
type Measure = (text: string) => number;

/** styles/tokens.css, on paper; a test holds them equal. */
export const COLORS: Record<Card['color'] | 'paper' | 'white' | 'mark', string> = {
  teal: '#0c5a55', amber: '#7a4b00', indigo: '#3730a3', rose: '#9d174d', green: '#1b5e2a',
  accent: '#0c5a55', ink: '#1b1d1c', paper: '#fbfaf6', white: '#ffffff', mark: '#ffe28a',
};
export const TITLE = { width: 640, height: 280, sizes: [112, 104, 96, 88, 80, 72, 64, 56, 48], leading: 1.25 };
export const ANSWER = { width: 640, height: 152, sizes: [48, 44, 40, 36, 32, 28, 26], leading: 1.4 };

/** @param measure width of a text by weight, in sizes */
export function drawCard({ mark, place, title, answer, color, words }: Card, measure: { bold: Measure; medium: Measure }): Node {
  return box({ width: WIDTH, height: HEIGHT, flexDirection: 'column', backgroundColor: COLORS[color], color: COLORS.white, fontFamily: 'Card', fontWeight: 500 },
    box({ height: 116, padding: '12px 40px 0', alignItems: 'center', justifyContent: 'space-between', fontSize: 24 },
      box({ width: 360, alignItems: 'center' }, logo(36), box({ marginLeft: 8 }, SITE_NAME)),
      box({ fontSize: /^[\d.]+$/.test(mark ?? '') ? 72 : 48, fontWeight: 700, color: COLORS.mark }, mark ?? ''),
      box({ width: 360, justifyContent: 'flex-end' }, place ?? '')),
    box({ height: 324, paddingBottom: 16, flexDirection: 'column', alignItems: 'center', justifyContent: 'center', fontWeight: 700 }, ...paragraph(fit(title, TITLE, { measure: measure.bold, words }), TITLE.leading)),
    box({ height: 190, flexDirection: 'column', alignItems: 'center', justifyContent: 'center', backgroundColor: COLORS.paper, color: COLORS.ink }, ...paragraph(fit(answer, ANSWER, { measure: measure.medium, words }), ANSWER.leading)),
  );
}

/** Centred by what is seen: the empty half of a comma at the end does not count. */
const paragraph = ({ size, lines }: Fitted, leading: number): Node[] =>
  lines.map((line) => box({ fontSize: size, height: size * leading, alignItems: 'center', whiteSpace: 'nowrap', marginRight: hangs(line) ? -size / 2 : 0 }, line));

/** The site's sign, as in public/favicon.svg. */
const logo = (size: number): Node => element('svg', { width: size, height: size, viewBox: '5 5 22 22' },
  element('path', { d: 'M8 9h4v4H8zM20 9h4v4h-4zM8 20h4v4H8z', fill: COLORS.white }),
  element('path', { d: 'm16 22 3 3 6-8', fill: 'none', stroke: COLORS.mark, 'stroke-width': 3, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));

const element = (type: string, props: Record<string, unknown>, ...children: (Node | string)[]): Node => ({ type, props: { ...props, children: children.length === 1 ? children[0] : children } });
const box = (style: Style, ...children: (Node | string)[]): Node => element('div', { style: { display: 'flex', boxSizing: 'border-box', flexShrink: 0, ...style } }, ...children);
