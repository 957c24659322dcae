import { fileURLToPath } from 'node:url';
import { createAuditTrail } from './audit-trail.ts';
import { createApp } from './create-app.ts';
import { openDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { readableAuditLine } from './readable-audit-line.ts';

try {
  start();
} catch (error) {
  giveUp(error);
}

function start(): void {
  const { host, port, publicUrl, issuer, projects, databaseFile, logFormat } = readEnvironment(process.env);
  const database = openDatabase(databaseFile ?? fileURLToPath(new URL('../order-notes.sqlite', import.meta.url)));
  const audit = createAuditTrail(logFormat === 'json' ? undefined : { write: writeReadable });
  const app = createApp({ database, session: { audience: publicUrl, issuer, projects, ...audit } });
  const server = app.listen(port, host, (error) => {
    if (error) giveUp(error);
    else console.log(`External API listens on ${publicUrl}`);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // Calls under way may finish; those that take longer than five seconds are cut off.
      server.close(() => database.close());
      setTimeout(() => {
        server.closeAllConnections();
      }, 5000).unref();
    });
  }
}

function writeReadable(line: string): void {
  process.stdout.write(readableAuditLine(line));
}

function giveUp(error: unknown): never {
  const { message, hint, code, port } = error as { message?: string; hint?: string; code?: string; port?: number };
  const problem = code === 'EADDRINUSE' ? `port ${port} is taken, set PORT to another one` : (message ?? String(error));
  console.error(`External API cannot start: ${problem}${hint === undefined ? '' : `\n  ${hint}`}`);
  process.exit(1);
}
