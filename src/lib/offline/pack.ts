/**
 * Many small files as one: the index of the search is in hundreds, which one by one would cost a phone more in
 * requests than in bytes. A line of JSON, names and lengths, then the files one after the other.
 */

const LINE_BREAK = 10;

/** @param files name → content */
export function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...files.keys()];
  const head = new TextEncoder().encode(`${JSON.stringify(names.map((name) => [name, files.get(name)!.length]))}\n`);
  const packed = new Uint8Array([...files.values()].reduce((sum, { length }) => sum + length, head.length));
  packed.set(head);
  let at = head.length;
  for (const name of names) {
    packed.set(files.get(name)!, at);
    at += files.get(name)!.length;
  }
  return packed;
}

/** @returns name → content, as views into the given bytes */
export function unpack(packed: Uint8Array): Map<string, Uint8Array> {
  const end = packed.indexOf(LINE_BREAK);
  const entries = JSON.parse(new TextDecoder().decode(packed.subarray(0, end))) as [string, number][];
  let at = end + 1;
  return new Map(entries.map(([name, length]): [string, Uint8Array] => [name, packed.subarray(at, (at += length))]));
}
