/** Names of the stores on the device. Other sites of the same host have stores of their own. */

/** `files`: what every device keeps, and assets; `visited`: pages the reader saw. */
export type StoreName = 'files' | 'visited';

/** @param base the site's root, `/` or `/sub/` */
export const storeName = (store: StoreName, base: string): string => `${store} ${base}`;
