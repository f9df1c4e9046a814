/** A browser too old for today's drivers, spoken to over its own debugging socket. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Message { id?: number; method?: string; params?: Record<string, unknown>; result?: Record<string, unknown>; error?: { message: string } }

export class OldPage {
  /** What the page complained about since it was last asked. */
  readonly complaints: string[] = [];
  private readonly waiting = new Map<number, (message: Message) => void>();
  private loaded: (() => void) | undefined;
  private id = 0;
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => this.hear(JSON.parse(String(data)) as Message));
  }

  static async connect(address: string): Promise<OldPage> {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => { socket.addEventListener('open', resolve); socket.addEventListener('error', reject); });
    const page = new OldPage(socket);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    return page;
  }

  private hear({ id, method, params, result, error }: Message): void {
    if (id !== undefined) return this.waiting.get(id)?.({ ...(result && { result }), ...(error && { error }) });
    if (method === 'Page.loadEventFired') this.loaded?.();
    if (method === 'Runtime.exceptionThrown') this.complaints.push(JSON.stringify((params as { exceptionDetails: { exception?: { description?: string }; text: string } }).exceptionDetails.exception?.description ?? params));
    const entry = method === 'Log.entryAdded' ? (params as { entry: { level: string; text: string } }).entry : null;
    // The engine does not know the word and says that it ignores it.
    if (entry?.level === 'error' && !entry.text.includes('wasm-unsafe-eval')) this.complaints.push(entry.text);
  }

  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.id;
    const { result, error } = await new Promise<Message>((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
    if (error) throw new Error(`${method}: ${error.message}`);
    return result!;
  }

  async goto(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => { this.loaded = resolve; });
    await this.send('Page.navigate', { url });
    await loaded;
  }

  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  /** @returns whether the expression became true within ten seconds */
  async until(expression: string): Promise<boolean> {
    for (let i = 0; i < 100; i++) {
      if (await this.evaluate<boolean>(`!!(${expression})`).catch(() => false)) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  }

  /** A finger on the middle of the element. */
  async tap(selector: string): Promise<void> {
    const at = await this.evaluate<{ x: number; y: number }>(`(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.scrollIntoView(); const r = e.getBoundingClientRect(); return { x: r.left + r.width / 2, y: r.top + r.height / 2 }; })()`);
    await this.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await this.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from((await this.send('Page.captureScreenshot', { format: 'png' }) as { data: string }).data, 'base64');
  }
}

/** @returns a page of a fresh browser, and what ends it */
export async function launchOld(executable: string): Promise<{ page: OldPage; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'old-engine-'));
  const child = spawn(executable, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const close = async () => {
    const gone = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await rm(profile, { recursive: true, force: true });
  };
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /ws:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.on('error', reject).on('exit', () => reject(new Error(`the old browser did not start:\n${said.slice(-800)}`)));
  });
  const pages = await (await fetch(`http://127.0.0.1:${port}/json`)).json() as { type: string; webSocketDebuggerUrl: string }[];
  return { page: await OldPage.connect(pages.find(({ type }) => type === 'page')!.webSocketDebuggerUrl), close };
}
