import { existsSync, readdirSync } from 'node:fs';

/** Tells the parent process that this one is ready, and on each message how many descriptors and how much heap it holds. */
export function answerMeasurements() {
  process.on('message', () => {
    globalThis.gc();
    // Where there is no /proc, only the heap is compared.
    const folder = '/proc/self/fd';
    const descriptors = existsSync(folder) ? readdirSync(folder).length : 0;
    process.send({ descriptors, heapMib: process.memoryUsage().heapUsed / 2 ** 20 });
  });
  process.on('disconnect', () => process.exit());
  process.send('ready');
}
