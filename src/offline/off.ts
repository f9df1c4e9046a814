/** The kill switch, in the place of the worker: removes it and everything stored from every device that comes by. */
import { deleteStores, worker } from './scope.ts';

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(deleteStores().catch(() => undefined).then(() => worker.registration.unregister())));
