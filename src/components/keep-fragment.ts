/** A meta refresh loses `#steps`: go there with it. */
const target = document.querySelector<HTMLAnchorElement>('main a');
if (target && location.hash) location.replace(target.href + location.hash);
export {};
