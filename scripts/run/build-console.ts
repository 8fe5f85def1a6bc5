import { type BuildOptions, make, type Product } from './product';

const CLIENT: Product = {
  sources: ['prisma/schema.prisma', 'package-lock.json'],
  except: [],
  stampFile: 'lib/db/generated/stamp',
  tool: ['node_modules/prisma/build/index.js', 'generate'],
  announcement: 'Generating the database client …',
  failure: 'The database client cannot be generated; the messages of Prisma stand above.',
};

const CONSOLE: Product = {
  sources: [
    ...['app', 'components', 'lib', 'public', 'prisma/schema.prisma'],
    ...['proxy.ts', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
  ],
  except: ['lib/db/generated'],
  stampFile: '.next/stamp',
  tool: ['node_modules/next/dist/bin/next', 'build'],
  announcement: 'Building the console; this takes about a minute …',
  failure: 'The console cannot be built; the messages of Next.js stand above.',
};

/** Generates the Prisma client, if the one that is there was not made from this schema. @throws Problem */
export function generateClient(options: BuildOptions): Promise<void> {
  return make(CLIENT, options);
}

/** Builds the client and the console, as far as they were not built from exactly the sources that are here. @throws Problem */
export async function buildConsole(options: BuildOptions): Promise<void> {
  await generateClient(options);
  await make(CONSOLE, options);
}
