import { describe, expect, it } from '@jest/globals';
import { readLines } from './read-lines.ts';

describe('readLines', () => {
  it('gives each line whole, however the answer was cut', async () => {
    const bytes = new TextEncoder().encode('{"name":"Größe"}\n\n{"done":2}\nrest');
    for (const size of [1, 3, 1000]) {
      expect(await linesOf(cut(bytes, size))).toEqual(['{"name":"Größe"}', '', '{"done":2}', 'rest']);
    }
  });

  it('gives a line before the next one has arrived', async () => {
    let send: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        send = (text) => {
          controller.enqueue(new TextEncoder().encode(text));
        };
      },
    });
    const lines = readLines(new Response(body));
    send('first\nsec');
    expect(await lines.next()).toEqual({ done: false, value: 'first' });
    send('ond\n');
    expect(await lines.next()).toEqual({ done: false, value: 'second' });
  });

  it('gives nothing for an empty answer', async () => {
    expect(await linesOf(null)).toEqual([]);
  });
});

async function linesOf(body: ReadableStream<Uint8Array> | null): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(new Response(body))) lines.push(line);
  return lines;
}

function cut(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}
