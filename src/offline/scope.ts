/**
 * What the worker knows and what of the worker's world it uses. TypeScript describes either a page or a worker
 * to a whole program; the rest of the program is pages.
 */
import { storeName, type StoreName } from '../lib/offline/stores.ts';

/** Filled in by the build (integrations/offline.ts). */
declare const OFFLINE: {
  /** Called after the list. */
  version: string;
  /** File under the root → beginning of the SHA-256 of its content. A page is called by its address. */
  files: Readonly<Record<string, string>>;
  /** What answers for `pagefind/search.json` without a network. */
  manifest: string;
};
export const offline = OFFLINE;

export interface WorkerEvent extends Event { waitUntil(work: Promise<unknown>): void }
export interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<readonly { readonly url: string }[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}
export const worker = self as unknown as WorkerScope;

/** Site root as a full address, and as a path: `/` or `/sub/`. */
export const root = worker.registration.scope;
export const base = new URL(root).pathname;

export const openStore = (store: StoreName): Promise<Cache> => caches.open(storeName(store, base));
export const deleteStores = (): Promise<unknown> => Promise.all([caches.delete(storeName('files', base)), caches.delete(storeName('visited', base))]);
