import { buildWorker } from './run/build-worker';
import { runScript } from './run/problem';

/** The first half of `npm run worker`. */
await runScript(() => buildWorker({ say: () => undefined }));
