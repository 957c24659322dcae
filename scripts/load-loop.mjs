// npm run load: makes 2,000 calls through gateway and external API, 50 at a time, and checks each answer.
// usage: node scripts/load-loop.mjs [--calls 2000] [--concurrency 50] [--json]
import { deepStrictEqual } from 'node:assert';
import { parseArgs } from 'node:util';
import { startLoop } from './start-loop.mjs';

/** Create, read, change, replace, delete. */
const CALLS_PER_NOTE = 5;

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    concurrency: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  },
});
const loop = await startLoop();
try {
  const figures = await load(loop, Number(values.calls) / CALLS_PER_NOTE, Number(values.concurrency));
  console.log(
    values.json
      ? JSON.stringify(figures)
      : Object.entries(figures)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
  );
  if (figures.ok !== figures.calls) process.exitCode = 1;
} finally {
  await loop.stop();
}

/** Runs the life of `notes` notes, `concurrency` of them at a time. A call that failed or gave a wrong answer is not ok. */
async function load(loop, notes, concurrency) {
  const result = { calls: 0, ok: 0, durations: [], problems: [] };
  const startedAt = performance.now();
  let next = 0;
  const work = async () => {
    while (next < notes) await liveOneNote(loop, (next += 1), result);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const seconds = (performance.now() - startedAt) / 1000;
  const { body } = await send(loop, 'GET', '/order-notes');
  if (body.total !== 0) result.problems.push(`${body.total} notes are left, although each was deleted`);
  for (const problem of result.problems.slice(0, 5)) console.error(problem);
  const sorted = result.durations.toSorted((a, b) => a - b);
  return {
    calls: result.calls,
    ok: result.ok,
    lost: result.calls - result.durations.length,
    'p50 ms': Math.round(sorted[Math.floor(sorted.length * 0.5)] ?? 0),
    'p95 ms': Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    'calls/s': Math.round(result.calls / seconds),
  };
}

async function liveOneNote(loop, number, result) {
  const check = async (method, path, sent, status, expected) => {
    result.calls += 1;
    const startedAt = performance.now();
    try {
      const answer = await send(loop, method, path, sent);
      result.durations.push(performance.now() - startedAt);
      deepStrictEqual({ status: answer.status, ...pick(answer.body, expected) }, { status, ...expected });
      result.ok += 1;
      return answer.body;
    } catch (error) {
      result.problems.push(`${method} ${path}: ${error.message}`);
      return {};
    }
  };
  const note = { orderNumber: `N-${number}`, text: `Note ${number}: Grüße, 你好`, status: 'open' };
  const created = await check('POST', '/order-notes', note, 201, { ...note, createdBy: 'developer' });
  const path = `/order-notes/${created.id}`;
  await check('GET', path, undefined, 200, { ...note, id: created.id });
  await check('PATCH', path, { status: 'done' }, 200, { ...note, status: 'done' });
  const replaced = { ...note, text: `Replaced ${number}` };
  await check('PUT', path, replaced, 200, replaced);
  await check('DELETE', path, undefined, 204, {});
}

async function send({ gatewayUrl, apiUrl, headers }, method, path, body) {
  const init = { method, headers: { ...headers, 'x-forward-to': apiUrl + path } };
  if (body) {
    init.headers['content-type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  const answer = await fetch(`${gatewayUrl}/proxy/forward-to`, init);
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

function pick(object, like) {
  return Object.fromEntries(Object.keys(like).map((key) => [key, object[key]]));
}
