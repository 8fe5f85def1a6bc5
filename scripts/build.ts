import { buildConsole } from './run/build-console';
import { runScript } from './run/problem';

/** `npm run build`: what `npm start` builds when it is missing, ahead of time. */
await runScript(() => buildConsole({ say: console.log }));
