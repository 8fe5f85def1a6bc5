import { generateClient } from './run/build-console';
import { runScript } from './run/problem';

/** After `npm ci`: the Prisma client that the rest of the project is compiled against. */
await runScript(() => generateClient({ say: console.log }));
