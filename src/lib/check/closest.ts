import { distance } from 'fastest-levenshtein';

/** A tip that names the known id nearest to a mistyped one. */
export function didYouMean(wrong: string, known: Iterable<string>, otherwise: string): string {
  const [best] = [...known].map((id) => ({ id, far: distance(wrong, id) })).sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, wrong.length / 3) && best.far < Math.min(wrong.length, best.id.length) ? `是不是想写「${best.id}」？` : otherwise;
}
