/** A guide as Markdown of its own: what an assistant or a help desk's tool reads instead of the page. */
import type { CatalogGuide } from './catalog.ts';
import { FIXER_NAMES, SOURCE_LEVELS } from './labels.ts';
import type { Source } from './schema.ts';

/**
 * @param body as `writeMarkdown` returns it
 * @param sources those the guide cites
 * @param absolute site path → full address
 */
export function guideMarkdown(guide: CatalogGuide, body: string, sources: readonly Source[], absolute: (path: string) => string): string {
  return [
    `# ${guide.n} ${guide.title}`,
    guide.summary,
    [
      `- 现象：${guide.symptoms.join('；')}`,
      `- 谁能解决：${guide.fixers.map((fixer) => FIXER_NAMES[fixer]).join('、')}；约 ${guide.minutes} 分钟`,
      ...(guide.codes.length > 0 ? [`- 错误码：${guide.codes.map((code) => `\`${code}\``).join('、')}`] : []),
      `- 永久地址：<${absolute(guide.permalink)}>`,
      `- 核对日期：${guide.reviewed}`,
    ].join('\n'),
    body.trim(),
    '## 出处',
    sources.length === 0 ? guide.noSources ?? '' : sources.map(cite).join('\n'),
  ].join('\n\n').trim() + '\n';
}

const cite = ({ title, publisher, url, date, level }: Source) =>
  `- ${url ? `[${title}](${url})` : title}，${publisher}${date ? `，${date}` : ''}（${SOURCE_LEVELS[level]}）`;
