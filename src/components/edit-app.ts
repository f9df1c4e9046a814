/** The editor at /edit/. Bundled by itself, for current browsers: no reader's page loads it. */
import type { EditConfig } from '../lib/edit/config.ts';
import { fileFormat, type FileFormat } from '../lib/edit/formats.ts';

const PREFERENCES = 'sveltia-cms.prefs';

/** Everybody gets Chinese, whatever the browser speaks; who chooses otherwise keeps it. */
function speakChinese(): void {
  const kept = JSON.parse(localStorage.getItem(PREFERENCES) ?? '{}') as { locale?: string };
  if (!kept.locale) localStorage.setItem(PREFERENCES, JSON.stringify({ ...kept, locale: 'zh-CN' }));
}

/** The editor shows the cause of an error of this name, and of no other. */
const toldWhy = ({ fromFile, toFile }: FileFormat): FileFormat => ({
  fromFile,
  toFile(form) {
    try {
      return toFile(form);
    } catch (cause) {
      throw new Error('saving_failed', { cause });
    }
  },
});

const config: EditConfig | null = await (await fetch('config.json')).json();
if (config) {
  speakChinese();
  // Reads the preferences as it is loaded.
  const { default: CMS } = await import('@sveltia/cms');
  for (const own of document.querySelectorAll('[data-no-editor], link[rel=stylesheet]')) own.remove();
  for (const { name, extension, shape, fields } of config.formats) CMS.registerCustomFormat(name, extension, toldWhy(fileFormat(shape, fields)));
  await CMS.init({ config: config.cms });
}
