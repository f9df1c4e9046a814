/** hosting/nginx.conf on a real nginx, on a free port of this machine. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findNginx } from '../scripts/find-nginx.ts';
import { compressFolder } from '../src/lib/hosting/compress-fs.ts';

export interface RunningNginx { origin: string; stop(): Promise<void> }

/** As hosting/README.md says: the site in `releases/1`, `current` points there. @returns the folder above */
export async function release(dist: string, base = '/'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'handbook-'));
  const site = join(folder, 'releases/1', base);
  await cp(dist, site, { recursive: true });
  await compressFolder(site);
  await symlink('releases/1', join(folder, 'current'));
  return folder;
}

/** The configuration as a reader would change it. @param folder what `/srv/handbook` stands for */
export function placed(conf: string, folder: string, port: number, base = '/'): string {
  return conf.replaceAll('/srv/handbook', folder).replace('listen 80;', `listen 127.0.0.1:${port};`).replace('listen [::]:80;', '')
    // The substitution of hosting/README.md.
    .replaceAll('^/', `^${base}`).replaceAll('/404.html', `${base}404.html`).replaceAll('current/nginx', `current${base}nginx`);
}

/** @throws Error with nginx's own words when it does not start */
export async function startNginx(conf: string, folder: string, base = '/'): Promise<RunningNginx> {
  const { executable, brotliModule } = findNginx();
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/${name};`).join(' ');
  await writeFile(join(dir, 'handbook.conf'), placed(conf, folder, port, base));
  await writeFile(join(dir, 'nginx.conf'), `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${dir}/pid; worker_processes 2; load_module ${brotliModule};
events { worker_connections 512; }
http { access_log off; ${temporary} include handbook.conf; }
`);
  const log = join(dir, 'error.log');
  const child = spawn(executable, ['-e', log, '-p', dir, '-c', join(dir, 'nginx.conf')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => { child.on('exit', () => resolve()); child.on('error', () => resolve()); });
  let running = true;
  void ended.then(() => { running = false; });
  while (running && !(await answers(port))) await wait(10);
  if (!running) throw new Error(`nginx did not start: ${await readFile(log, 'utf8')}`);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const freePort = () => new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
});

const answers = (port: number) => new Promise<boolean>((resolve) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
  socket.on('error', () => resolve(false));
});
