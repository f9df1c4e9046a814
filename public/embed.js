/*
 * Search beside any page: <script src="https://…/embed.js" async></script>
 * Puts a button in the corner; it opens the site's search (/embed/) in a frame. With data-open it opens at once.
 * The frame has no hold on this page: it may open tabs and copy text, and is heard only when it asks to be closed.
 */
(function () {
  'use strict';
  const NAME = 'huabei-till-handbook';
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const earlier = document.querySelector(NAME);
  if (earlier) return void earlier.dispatchEvent(new Event('open'));

  const home = new URL('.', script.src);
  const host = document.createElement(NAME);
  const root = host.attachShadow({ mode: 'open' });
  // Set through the object model: no rule of the page reaches in, and its content security policy has no say.
  host.style.cssText = 'all:initial!important;position:fixed!important;right:16px!important;bottom:16px!important;z-index:2147483647!important';
  const look = 'all:initial;box-sizing:border-box;font:16px/1.4 sans-serif;cursor:pointer;border-radius:22px;background:#0c5a55;color:#fff;';

  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = '查排障手册';
  button.setAttribute('aria-expanded', 'false');
  button.style.cssText = look + 'display:block;min-height:44px;padding:0 18px;margin-left:auto';
  const panel = document.createElement('div');
  panel.style.cssText = 'display:none;position:relative;width:min(400px,calc(100vw - 32px));height:min(560px,calc(100vh - 92px));margin-bottom:8px;border-radius:12px;overflow:hidden;box-shadow:0 8px 30px rgba(0,0,0,.35);background:#fff';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', '关闭排障手册');
  close.style.cssText = look + 'position:absolute;right:4px;top:4px;width:44px;height:44px;text-align:center;font-size:22px';
  [button, close].forEach((one) => {
    one.addEventListener('focus', () => (one.style.outline = '3px solid #f2c97a'));
    one.addEventListener('blur', () => (one.style.outline = 'none'));
  });

  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  /** @param {boolean} open */
  const show = (open) => {
    if (open && !frame) {
      frame = document.createElement('iframe');
      frame.title = '花呗收款排障手册';
      frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox');
      frame.setAttribute('allow', 'clipboard-write ' + home.origin);
      frame.setAttribute('referrerpolicy', 'no-referrer');
      frame.src = new URL('embed/', home).href;
      frame.style.cssText = 'display:block;border:0;width:100%;height:100%';
      panel.insertBefore(frame, close);
    }
    panel.style.display = open ? 'block' : 'none';
    button.setAttribute('aria-expanded', String(open));
    if (open && frame) frame.focus();
    else button.focus();
  };

  button.addEventListener('click', () => show(panel.style.display === 'none'));
  close.addEventListener('click', () => show(false));
  host.addEventListener('open', () => show(true));
  host.addEventListener('keydown', (event) => { if (event.key === 'Escape') show(false); });
  window.addEventListener('message', (event) => {
    if (frame && event.source === frame.contentWindow && event.origin === home.origin && event.data === NAME + ':close') show(false);
  });

  panel.append(close);
  root.append(panel, button);
  document.body.append(host);
  if (script.dataset.open !== undefined) show(true);
})();
