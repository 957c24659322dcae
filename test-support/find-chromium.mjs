// Prints the launch options of the first Chromium that starts on this machine, as JSON; fails with the reasons when none does.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
];

const ARGUMENTS = [
  // Containers and CI machines often forbid the sandbox; the pages are our own.
  '--no-sandbox',
  // Nothing but the page: no look-ups of hosts of Chromium's makers.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

const reasons = [];
for (const candidate of [fromEnvironment, installed, packaged]) {
  try {
    const options = await candidate();
    const browser = await chromium.launch(options);
    await browser.close();
    console.log(JSON.stringify(options));
    process.exit(0);
  } catch (error) {
    reasons.push(String(error.message).split('\n', 1)[0]);
  }
}
console.error(reasons.join('; '));
process.exit(1);

function fromEnvironment() {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set');
  return { executablePath, args: ARGUMENTS };
}

function installed() {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error('none is installed in the usual places');
  return { executablePath, args: ARGUMENTS };
}

/** Unpacks the Chromium for Linux that a package ships. */
async function packaged() {
  if (process.platform !== 'linux') throw new Error('the one of @sparticuz/chromium is for Linux');
  const { default: shipped } = await import('@sparticuz/chromium');
  // Its own arguments are left out: they switch CORS off.
  return { executablePath: await shipped.executablePath(), args: ARGUMENTS };
}
