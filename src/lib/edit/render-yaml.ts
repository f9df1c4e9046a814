/** Values as they are written into a YAML file that is there already. */
import { stringify, type Scalar } from 'yaml';
import type { Mapping, Value } from './patch-yaml.ts';

/** On one line, fit to stand after a key as well as between brackets. @param like the way the old value was quoted */
export function inline(value: Value, like?: Scalar['type']): string {
  const quoted = like === 'QUOTE_DOUBLE' || like === 'QUOTE_SINGLE' ? like : undefined;
  const oneLine = typeof value === 'string' && value.includes('\n') ? 'QUOTE_DOUBLE' : quoted;
  const text = stringify([value], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0, ...(oneLine && { defaultStringType: oneLine }) });
  return text.trimEnd().slice(1, -1);
}

/** A mapping a key a line, as the content has it: what is inside stands on its key's line. */
export function inBlock(value: Mapping, indent: number): string {
  return Object.entries(value).map(([key, inner]) => `${' '.repeat(indent)}${inline(key)}: ${inline(inner)}`).join('\n');
}
