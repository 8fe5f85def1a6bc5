import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The time of day as one process is shown it, and that can be set while it runs. What measures durations goes on as ever, as when somebody sets a clock. */
export interface FakeClock {
  /** Of the process that is to be shown it. */
  readonly environment: Readonly<Record<string, string>>;
  /** @param seconds by which it is ahead of the true time */
  set(seconds: number): void;
  remove(): void;
}

/** The right time at first. @throws Error that names the command to run if libfaketime is not there */
export function createFakeClock(): FakeClock {
  const library = findFakeTime();
  if (library === null) throw new Error('libfaketime is not installed. Debian or Ubuntu: apt-get install -y faketime');
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-clock-'));
  const file = path.join(directory, 'offset');
  const set = (seconds: number): void => {
    fs.writeFileSync(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    fs.renameSync(`${file}.new`, file);
  };
  set(0);
  return {
    environment: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    set,
    remove: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

/** Where Debian and Ubuntu have libfaketime; null if it is not installed. */
export function findFakeTime(): string | null {
  const places = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib'];
  return places.map((place) => path.join(place, 'faketime/libfaketimeMT.so.1')).find((file) => fs.existsSync(file)) ?? null;
}
