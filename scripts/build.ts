import { buildConsole } from './run/build-console';
import { buildWorker } from './run/build-worker';
import { runScript } from './run/problem';

/** `npm run build`: what `npm start` builds when it is missing, ahead of time. */
await runScript(async () => {
  const options = { say: console.log };
  await buildConsole(options);
  await buildWorker(options);
});
