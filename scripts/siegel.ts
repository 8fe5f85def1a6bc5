import { Command } from 'commander';
import { readEnv } from '@/lib/env';
import { consoleUrl } from './run/announcement';
import { runScript } from './run/problem';
import { newPassword, newSetupLink } from './siegel/administrator-access';
import { exportPolicy } from './siegel/export-policy';
import { migrateDatabase } from './siegel/migrate-database';
import { statusLines } from './siegel/status';
import { withDatabase } from './siegel/with-database';

const program = new Command('npm run siegel --')
  .description('The command line of Siegel. It works against DATABASE_URL, or the database of the running "npm start".')
  .showHelpAfterError();

program
  .command('status')
  .description('show the revision in force, the workers and the queue')
  .action(async () => console.log((await withDatabase((db) => statusLines(db, new Date()))).join('\n')));

program
  .command('migrate')
  .description('bring the database to the schema of this version, as "npm start" does')
  .action(async () => {
    const applied = await migrateDatabase(readEnv());
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
  });

program
  .command('setup-link')
  .description('make a new one-time link that creates the first administrator')
  .action(async () => console.log(consoleUrl(readEnv()) + (await withDatabase(newSetupLink))));

program
  .command('reset-password <email>')
  .description('give an administrator a new password and end his sessions')
  .action(async (email: string) => console.log(await withDatabase((db) => newPassword(db, email))));

program
  .command('export-policy')
  .description('write the policy in force to standard output, as JSON')
  .action(async () => console.log(await withDatabase(exportPolicy)));

await runScript(async () => {
  await program.parseAsync();
});
