/** What a TrueType font says of its characters: which it has, and how wide they are. Pure; see the OpenType specification, `cmap` and `hmtx`. */

export interface Font {
  has(codePoint: number): boolean;
  /** @returns the width of a line of text, in units of the font's size */
  measure(text: string): number;
}

/** @param bytes a whole TrueType file @throws Error when it is none, or one without a Unicode table of format 4 */
export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = (name: string): number => {
    for (let at = 12, last = 12 + view.getUint16(4) * 16; at < last; at += 16) {
      if (String.fromCharCode(...bytes.subarray(at, at + 4)) === name) return view.getUint32(at + 8);
    }
    throw new Error(`not a TrueType font: no table ${name}`);
  };
  const glyphs = readGlyphs(view, table('cmap'));
  const [hmtx, lastWidth, unitsPerEm] = [table('hmtx'), view.getUint16(table('hhea') + 34) - 1, view.getUint16(table('head') + 18)];
  const widthOf = (sign: string) => view.getUint16(hmtx + 4 * Math.min(glyphs.get(sign.codePointAt(0)!) ?? 0, lastWidth)) / unitsPerEm;
  return {
    has: (codePoint) => glyphs.has(codePoint),
    measure: (text) => [...text].reduce((sum, sign) => sum + widthOf(sign), 0),
  };
}

/** Code point → glyph, from the table of format 4: all characters but the rarest, which Unicode keeps beyond U+FFFF. */
function readGlyphs(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const tables = Array.from({ length: view.getUint16(cmap + 2) }, (_, at) => cmap + view.getUint32(cmap + 8 + at * 8));
  const table = tables.find((at) => view.getUint16(at) === 4);
  if (table === undefined) throw new Error('the font has no cmap of format 4');
  const glyphs = new Map<number, number>();
  // Four arrays, an entry a segment: last code (then two bytes of padding), first code, shift, offset into what follows.
  const size = view.getUint16(table + 6);
  for (let at = table + 14; at < table + 14 + size; at += 2) {
    const [last, first, shift, offset] = [view.getUint16(at), view.getUint16(at + size + 2), view.getUint16(at + 2 * size + 2), view.getUint16(at + 3 * size + 2)];
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = offset === 0 ? (code + shift) & 0xffff : view.getUint16(at + 3 * size + 2 + offset + 2 * (code - first));
      if (glyph > 0) glyphs.set(code, glyph);
    }
  }
  return glyphs;
}
