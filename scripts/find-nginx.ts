/** Where nginx is, and its module for brotli: on this machine, else installed from Debian's packages if that is allowed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PACKAGES = ['nginx', 'libnginx-mod-http-brotli-static'];
const MODULES = ['/usr/lib/nginx/modules', '/usr/share/nginx/modules', '/etc/nginx/modules'].map((dir) => join(dir, 'ngx_http_brotli_static_module.so'));

export interface Nginx { executable: string; brotliModule: string }

const look = (): Nginx | undefined => {
  const executable = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].map((dir) => join(dir, 'nginx')).find((path) => existsSync(path));
  const brotliModule = MODULES.find((path) => existsSync(path));
  return executable && brotliModule ? { executable, brotliModule } : undefined;
};

const apt = (...args: string[]): boolean => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** @throws Error that says what to install */
export function findNginx(): Nginx {
  const found = look();
  if (found) return found;
  const install = ['install', '-y', '--no-install-recommends', ...PACKAGES];
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && (apt(...install) || (apt('update') && apt(...install)))) {
    const installed = look();
    if (installed) return installed;
  }
  throw new Error(`The tests of hosting/nginx.conf need nginx and its module for brotli. Install them: sudo apt-get install ${PACKAGES.join(' ')}`);
}
