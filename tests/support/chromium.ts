import fs from 'node:fs';
import { chromium } from 'playwright-core';

/** Where Debian, Ubuntu, macOS and Google put it. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser that the tests drive: the system's, or else the one that `npx playwright-core install chromium` has brought. */
export function findChromium(): string | null {
  return [...PLACES, chromium.executablePath()].find((place) => fs.existsSync(place) && !isSnapStub(place)) ?? null;
}

/** Ubuntu's package is a script that only says to use snap. */
function isSnapStub(place: string): boolean {
  const start = Buffer.alloc(2);
  const file = fs.openSync(place, 'r');
  fs.readSync(file, start);
  fs.closeSync(file);
  return start.toString() === '#!' && fs.readFileSync(place, 'utf8').includes('snap install');
}
